package com.cruddur.messaging.app.terminal;

import picocli.CommandLine.Option;

/** {@code --json}. */
public final class JsonOption {
    @Option(names = "--json", description = "Print one JSON object a line, for programs.")
    private boolean chosen;

    public boolean chosen() {
        return chosen;
    }
}
