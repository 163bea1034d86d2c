package com.cruddur.messaging.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void aPageDoesNotChange() {
        List<String> items = new ArrayList<>(List.of("one"));
        Page<String> page = new Page<>(items, Optional.empty());
        items.add("two");
        assertThat(page.items()).containsExactly("one");
        assertThatThrownBy(() -> page.items().add("three")).isInstanceOf(UnsupportedOperationException.class);
    }
}
