package com.cruddur.messaging.app.terminal;

import picocli.CommandLine.Option;

/** {@code --yes}. */
public final class YesOption {
    @Option(names = "--yes", description = "Do it without asking.")
    private boolean given;

    /** Asks, unless the command line has agreed already. As {@link Terminal#confirm}. */
    public void confirm(Terminal terminal, String question) {
        if (!given) {
            terminal.confirm(question);
        }
    }
}
