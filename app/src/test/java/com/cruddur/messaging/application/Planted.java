package com.cruddur.messaging.application;

import com.cruddur.messaging.app.terminal.CommandException;

/** Breaks the rules that ArchitectureTest holds: it knows the app, and it reads the clock. */
public final class Planted {
    public static CommandException violate() {
        return new CommandException("at " + java.time.ZonedDateTime.now());
    }

    private Planted() {}
}
