package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void optionsAloneAreThoseOfServe() {
        assertThat(Main.withDefault()).containsExactly("serve");
        assertThat(Main.withDefault("--port", "23000")).containsExactly("serve", "--port", "23000");
    }

    @Test
    void aCommandAndTheCommandLinesOwnOptionsStay() {
        for (String own : new String[] {"serve", "db", "--help", "-h", "--version", "-V", "nonsense"}) {
            assertThat(Main.withDefault(own, "seed")).containsExactly(own, "seed");
        }
    }
}
