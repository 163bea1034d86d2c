package com.cruddur.messaging.app.inbox;

import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.dynamodb.TableRepair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "rebuild",
        description =
                "Mend what verify finds, also while the service runs; print a line for each finding that is left.",
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        return new RepairRun(spec, table, json)
                .exitCode("Mended", 1, TableRepair::rebuild, "Read %1$,d items; mended %2$,d findings, left %3$,d.");
    }
}
