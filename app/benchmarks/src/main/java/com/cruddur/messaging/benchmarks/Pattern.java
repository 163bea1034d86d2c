package com.cruddur.messaging.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** A kind of request. The paths are those of the HTTP interface. */
enum Pattern {
    POST("C, post a message"),
    MESSAGES("A, page of 20 messages"),
    GROUPS("B, page of 20 groups");

    static final String POST_PATH = "/api/messages";
    static final String MESSAGES_PATH = "/api/messages/{message_group_uuid}";
    static final String GROUPS_PATH = "/api/message_groups";

    private final String title;

    Pattern(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** This pattern's value in a map that has one for each pattern. */
    <T> T of(Map<Pattern, T> all) {
        return requireNonNull(all.get(this));
    }
}
