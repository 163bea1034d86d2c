package com.cruddur.messaging.dynamodb.stream;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a record of the table's stream says of the inboxes: which group has a new message, and nothing else. The content of
 * the record is not trusted and not needed.
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
    private static final String MESSAGES = "MSG#";

    /**
     * The group that has a new message.
     *
     * <p>Empty for everything else: group rows, heads and the other items of this library, foreign items, and messages that
     * were changed or removed. Empty too for a message under a key that names no group. Such a record can never be
     * processed, so it is logged, by its sequence number alone, and passed over: to try it again would hold up its
     * neighbours for nothing.
     */
    public Optional<UUID> changedGroup() {
        if (!"INSERT".equals(eventName) || pk == null || !pk.startsWith(MESSAGES)) {
            return Optional.empty();
        }
        Optional<UUID> group = uuid(pk.substring(MESSAGES.length()));
        if (group.isEmpty()) {
            LOG.warn("passed over record {} of the stream: its key names no group", sequenceNumber);
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
