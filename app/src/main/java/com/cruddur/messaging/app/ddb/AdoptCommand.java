package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.inbox.KnownUsers;
import com.cruddur.messaging.app.inbox.RepairRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "adopt",
        description = {
            "Make groups of the reference system readable and writable here; print a line for each that needs a decision.",
            "If neither rows nor messages hold the name of a member, read it from the database of CONNECTION_URL, if set.",
            "After an interruption, run the same command again."
        },
        mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
    @Mixin
    private RepairRun run = new RepairRun();

    @Mixin
    private KnownUsers users = new KnownUsers();

    @Option(
            names = "--acknowledge",
            description =
                    "Record the findings that cannot be repaired. From then on, this command, inbox verify and inbox"
                            + " rebuild only count them; they print new findings, and exit with 1 for those only.")
    private boolean acknowledge;

    @Override
    public Integer call() {
        return run.exitCode(
                "Adopted",
                2,
                (repair, findings, seen) -> acknowledge
                        ? repair.acknowledge(users::byUuid, findings, seen)
                        : repair.adopt(users::byUuid, findings, seen),
                "Read %1$,d items; adopted %2$,d groups, left %3$,d findings.");
    }
}
