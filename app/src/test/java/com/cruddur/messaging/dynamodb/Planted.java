package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.app.terminal.CommandException;

/** Breaks the rules that ArchitectureTest holds: it knows the app, and it reads the clock. */
public final class Planted {
    public static CommandException violate() {
        return new CommandException("at " + new java.util.Date());
    }

    private Planted() {}
}
