package com.cruddur.messaging.app.inbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description = {
            "Mend what verify finds, also while the service runs; print a line for each finding that is left.",
            "Where nothing else tells what a member is called, the database of CONNECTION_URL does, if it is set."
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
                "Mended",
                1,
                (repair, findings, seen) -> repair.rebuild(users::byUuid, findings, seen),
                "Read %1$,d items; mended %2$,d findings, left %3$,d.");
    }
}
