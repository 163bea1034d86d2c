package com.cruddur.messaging.app.inbox;

import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.PostgresUsers;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Mixin;

/** The users of the database, if one is named, for names that the table does not hold. */
public final class KnownUsers {
    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    public Optional<User> byUuid(UUID uuid) {
        return database.connectionUrl().isEmpty()
                ? Optional.empty()
                : database.with(it -> new PostgresUsers(it).byUuid(uuid));
    }
}
