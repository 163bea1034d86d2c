package com.cruddur.messaging.app.inbox;

import com.cruddur.messaging.dynamodb.TableRepair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description =
                "Mend what verify finds, also while the service runs; print a line for each finding that is left.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private RepairRun run = new RepairRun();

    @Override
    public Integer call() {
        return run.exitCode("Mended", 1, TableRepair::rebuild, "Read %1$,d items; mended %2$,d findings, left %3$,d.");
    }
}
