package com.cruddur.messaging.dynamodb.simulation;

import java.util.Optional;
import java.util.UUID;

/**
 * A record of the stream, of those that some handler looks at: a message that was put, or a row that was deleted.
 *
 * @param image the new item; empty for a REMOVE
 */
record Change(Key key, Optional<Item> image) {
    boolean isRemove() {
        return image.isEmpty();
    }

    /** The group whose message it is; to be asked of messages alone. */
    UUID group() {
        return key.of();
    }

    String text() {
        return ((Item.Message) image.orElseThrow()).text();
    }

    @Override
    public String toString() {
        return (isRemove() ? "REMOVE " : "") + key;
    }
}
