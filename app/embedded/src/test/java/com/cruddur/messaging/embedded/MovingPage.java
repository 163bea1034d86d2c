package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page on moving over, step by step: each command and each statement of SQL is taken once, in the page's order. */
final class MovingPage {
    private static final Pattern BLOCK = Pattern.compile("```(sh|sql)\n(.*?)```", Pattern.DOTALL);
    private static final String COMMAND = "messaging ";

    private final Deque<String> steps = new ArrayDeque<>();

    MovingPage() throws IOException {
        Path page = Path.of(System.getProperty("readme")).resolveSibling("app/MOVING.md");
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            if (block.group(1).equals("sql")) {
                steps.add(block.group(2));
            } else {
                block.group(2).lines().filter(it -> it.startsWith(COMMAND)).forEach(steps::add);
            }
        }
    }

    /** The arguments of the command that comes next, for a DynamoDB that is not on AWS. */
    String[] command(String expected) {
        assertThat(steps.peek()).startsWith(COMMAND + expected);
        return steps.remove().substring(COMMAND.length()).replace(" --prod", "").split(" ");
    }

    String sql(String expected) {
        assertThat(steps.peek()).startsWith(expected);
        return steps.remove();
    }

    void requireEnd() {
        assertThat(steps).isEmpty();
    }
}
