package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.inbox.RepairRun;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.PostgresUsers;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "adopt",
        description = {
            "Make groups of the reference system readable and writable here; print a line for each that needs a decision.",
            "Where neither rows nor messages tell what a member is called, the database of CONNECTION_URL does, if it is set."
        },
        mixinStandardHelpOptions = true)
final class AdoptCommand implements Callable<Integer> {
    @Mixin
    private RepairRun run = new RepairRun();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() {
        return run.exitCode(
                "Adopted",
                2,
                (repair, findings, seen) -> repair.adopt(this::user, findings, seen),
                "Read %1$,d items; adopted %2$,d groups, left %3$,d findings.");
    }

    private Optional<User> user(UUID uuid) {
        return database.connectionUrl().isEmpty()
                ? Optional.empty()
                : database.with(it -> new PostgresUsers(it).byUuid(uuid));
    }
}
