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
        name = "verify",
        description =
                "Find what is wrong in the table: exit with 1 and print a line for each finding. Changes nothing.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        return new RepairRun(spec, table, json)
                .exitCode("Verified", 1, TableRepair::verify, "Read %1$,d items; %3$,d findings.");
    }
}
