package com.cruddur.messaging.dynamodb;

/** How much of the large volumes is tried: a fifth, or all of it in the {@code simulation} profile. */
final class Volume {
    static final boolean IS_FULL = Boolean.getBoolean("messaging.volume.full");

    private Volume() {}

    static int of(int full) {
        return IS_FULL ? full : Math.max(1, full / 5);
    }
}
