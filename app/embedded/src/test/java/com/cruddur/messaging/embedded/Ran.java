package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * A command that ran to its end in this process, which is faster than in one of its own. For one thread at a time: standard output
 * and standard error are the process's.
 */
record Ran(int code, String out, String err) {
    static Ran command(List<String> arguments) {
        PrintStream standardOut = System.out;
        PrintStream standardErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = Main.run(arguments.toArray(String[]::new), Optional.empty());
            return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(standardOut);
            System.setErr(standardErr);
        }
    }

    List<String> outLines() {
        return out.lines().toList();
    }
}
