package com.cruddur.messaging.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for; where there are none, a page may still follow
 * @param next the start of the following page, opaque to the caller; empty when nothing followed at the time of reading
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
        requireNonNull(next, "next");
    }
}
