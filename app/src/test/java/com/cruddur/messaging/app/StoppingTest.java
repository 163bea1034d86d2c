package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StoppingTest {
    private final List<String> stopped = new ArrayList<>();
    private final Stopping stopping = new Stopping();

    @Test
    void theLastStartedIsStoppedFirstAndEachOnce() {
        stopping.add("first", () -> stopped.add("first"));
        stopping.add("second", () -> stopped.add("second"));
        stopping.close();
        stopping.close();

        assertThat(stopped).containsExactly("second", "first");
    }

    @Test
    void aPartThatFailsDoesNotKeepTheOthersRunning() {
        stopping.add("first", () -> stopped.add("first"));
        stopping.add("broken", () -> {
            throw new IOException("planted");
        });
        stopping.close();

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void aPartThatStartsTooLateIsStoppedAtOnce() {
        stopping.close();
        stopping.add("late", () -> stopped.add("late"));

        assertThat(stopped).containsExactly("late");
    }
}
