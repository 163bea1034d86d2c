package com.cruddur.messaging.app.db;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.app.terminal.DatabaseOptions;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.app.terminal.YesOption;
import com.cruddur.messaging.postgres.UsersSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "drop",
        description =
                "Drop the table public.users with all users, and the history of its schema. The database and everything"
                        + " else in it stay.",
        mixinStandardHelpOptions = true)
final class DropCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Mixin
    private YesOption yes = new YesOption();

    @Override
    public void run() {
        Terminal terminal = Terminal.of(spec);
        yes.confirm(terminal, "This drops the table public.users of " + database.where() + " with all users.");
        boolean dropped = database.with(it -> new UsersSchema(it).drop());
        if (!dropped) {
            throw new CommandException(database.where() + " has no table public.users");
        }
        terminal.say("Dropped the table public.users of " + database.where() + ".");
    }
}
