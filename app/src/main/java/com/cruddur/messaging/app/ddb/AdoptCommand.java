package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.inbox.RepairRun;
import com.cruddur.messaging.app.terminal.JsonOption;
import com.cruddur.messaging.app.terminal.TableOptions;
import com.cruddur.messaging.dynamodb.TableRepair;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "adopt",
        description =
                "Make groups of the reference system readable and writable here; print a line for each that needs a decision.",
        mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TableOptions table = new TableOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        return new RepairRun(spec, table, json)
                .exitCode(
                        "Adopted",
                        2,
                        TableRepair::adopt,
                        "Read %1$,d items; adopted %2$,d groups, left %3$,d findings.");
    }
}
