package com.cruddur.messaging.dynamodb;

/** How much of the large volumes is tried: a fifth, or all of it in the {@code simulation} profile. */
final class Volume {
    private static final boolean FULL = Boolean.getBoolean("messaging.volume.full");

    private Volume() {}

    static int of(int full) {
        return FULL ? full : Math.max(1, full / 5);
    }
}
