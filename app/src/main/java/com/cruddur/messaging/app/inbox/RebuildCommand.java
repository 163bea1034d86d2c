package com.cruddur.messaging.app.inbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description = {
            "Repair the faults that verify finds, also while the service runs; print a line for each that is left.",
            "If nothing else holds the name of a member, read it from the database of CONNECTION_URL, if set."
        },
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    @Mixin
    private RepairRun run = new RepairRun();

    @Mixin
    private KnownUsers users = new KnownUsers();

    @Override
    public Integer call() {
        return run.exitCode(
                "Repaired",
                1,
                (repair, findings, seen) -> repair.rebuild(users::byUuid, findings, seen),
                "Read %1$,d items; repaired %2$,d findings, left %3$,d.");
    }
}
