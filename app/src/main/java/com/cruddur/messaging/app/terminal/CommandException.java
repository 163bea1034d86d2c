package com.cruddur.messaging.app.terminal;

/** An expected failure of a command. Its message is one line: what is wrong, and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandException(String line) {
        super(line);
    }

    public CommandException(String line, Throwable cause) {
        super(line, cause);
    }
}
