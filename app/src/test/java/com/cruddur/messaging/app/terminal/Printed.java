package com.cruddur.messaging.app.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A terminal whose two streams are texts. */
final class Printed {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    Terminal terminal(boolean bars) {
        return new Terminal(new PrintWriter(out), new PrintWriter(err), bars);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
