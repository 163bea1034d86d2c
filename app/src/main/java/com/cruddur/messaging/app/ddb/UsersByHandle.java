package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import com.cruddur.messaging.postgres.PostgresUsers;
import java.util.List;
import java.util.stream.Stream;

/** The users whom a command names. */
final class UsersByHandle {
    private UsersByHandle() {}

    /** @throws CommandException when there is no user of one of the handles, or the database cannot be used */
    static List<User> users(DatabaseOptions database, String... handles) {
        return database.with(source -> {
            Users users = new PostgresUsers(source);
            return Stream.of(handles).map(handle -> user(users, handle)).toList();
        });
    }

    private static User user(Users users, String handle) {
        return users.byHandle(handle)
                .orElseThrow(() -> new CommandException("there is no user with the handle " + Printable.of(handle)
                        + " in the database: add one, or name another"));
    }
}
