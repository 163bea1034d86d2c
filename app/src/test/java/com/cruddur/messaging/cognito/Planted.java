package com.cruddur.messaging.cognito;

import com.cruddur.messaging.app.terminal.CommandException;

/** Breaks the rules that ArchitectureTest holds: it knows the app, and it reads the clock. */
public final class Planted {
    public static CommandException violate() {
        return new CommandException("at " + java.time.LocalDate.now());
    }

    private Planted() {}
}
