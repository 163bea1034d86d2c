package com.cruddur.messaging.app.inbox;

import com.cruddur.messaging.dynamodb.repair.TableRepair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        description = "Find faults in the table: print a line for each, and exit with 1. Change nothing.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private RepairRun run = new RepairRun();

    @Override
    public Integer call() {
        return run.exitCode("Verified", 1, TableRepair::verify, "Read %1$,d items; %3$,d findings.");
    }
}
