package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for; none does not mean that nothing follows
 * @param next where the following page begins, opaque to whoever asks; empty when, at the time of reading, nothing
 *     follows
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
        requireNonNull(next, "next");
    }
}
