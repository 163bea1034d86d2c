package com.cruddur.messaging.dynamodb.stream;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record of the table's stream. It only tells which group changed; its content is not used, and not needed.
 *
 * @param sequenceNumber names the record within its shard
 * @param eventName {@code INSERT}, {@code MODIFY} or {@code REMOVE}
 * @param pk the partition key of the item; null where it is no string
 */
public record ChangeRecord(
        @Nullable String sequenceNumber,
        @Nullable String eventName,
        @Nullable String pk) {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeRecord.class);
    private static final String HEADS = "HEAD#";

    /**
     * The group whose head was written: the head is the item that the inbox rows follow, so it can be read by the time that its record
     * comes. The record of a message may come before its head can be read.
     *
     * <p>Empty for everything else: messages, group rows, the other items of this library, foreign items, and heads that were removed.
     * Empty too for a head under a key that names no group. Such a record can never be processed, so it is logged, by its
     * sequence number alone, and skipped: a retry would hold up the records behind it for nothing.
     */
    public Optional<UUID> changedGroup() {
        if (!("INSERT".equals(eventName) || "MODIFY".equals(eventName)) || pk == null || !pk.startsWith(HEADS)) {
            return Optional.empty();
        }
        Optional<UUID> group = uuid(pk.substring(HEADS.length()));
        if (group.isEmpty()) {
            LOG.warn("skipped record {} of the stream: its key names no group", sequenceNumber);
        }
        return group;
    }

    /** Only as this library writes uuids: the JDK also reads {@code 1-1-1-1-1}, which is another key of the table. */
    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(it -> it.toString().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
