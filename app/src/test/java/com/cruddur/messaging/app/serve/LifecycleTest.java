package com.cruddur.messaging.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
    private final List<String> stopped = new ArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle();

    @Test
    void theLastStartedIsStoppedFirstAndEachOnce() {
        lifecycle.add("first", () -> stopped.add("first"));
        lifecycle.add("second", () -> stopped.add("second"));
        lifecycle.close();
        lifecycle.close();

        assertThat(stopped).containsExactly("second", "first");
    }

    @Test
    void aPartThatFailsDoesNotKeepTheOthersRunning() {
        lifecycle.add("first", () -> stopped.add("first"));
        lifecycle.add("broken", () -> {
            throw new IOException("planted");
        });
        lifecycle.close();

        assertThat(stopped).containsExactly("first");
    }

    @Test
    void aPartThatStartsTooLateIsStoppedAtOnce() {
        lifecycle.close();
        lifecycle.add("late", () -> stopped.add("late"));

        assertThat(stopped).containsExactly("late");
    }
}
