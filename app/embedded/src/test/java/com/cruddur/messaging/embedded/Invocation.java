package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.app.Main;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** A command that ran to its end in this process, which is much quicker than in one of its own. */
record Invocation(int code, String out, String err) {
    static Invocation of(String... arguments) {
        return typing("", arguments);
    }

    static Invocation typing(String in, String... arguments) {
        InputStream formerIn = System.in;
        PrintStream formerOut = System.out;
        PrintStream formerErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int code = Main.run(arguments, Optional.empty());
            return new Invocation(code, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setIn(formerIn);
            System.setOut(formerOut);
            System.setErr(formerErr);
        }
    }

    /** Its output by {@code --json}, once it did its work. */
    List<JsonNode> json() {
        assertThat(code).as(err).isZero();
        return out.lines().map(Json::parse).toList();
    }

    Invocation succeeded() {
        assertThat(code).as(err).isZero();
        return this;
    }

    /** One line that says why, and no stack trace. */
    Invocation failed(String why) {
        assertThat(code).as(err).isEqualTo(1);
        assertThat(err).contains(why).endsWith(System.lineSeparator());
        assertThat(err.lines().filter(it -> it.contains("messaging: "))).as(err).hasSize(1);
        assertThat(err).doesNotContain("\tat ", "Exception");
        return this;
    }
}
