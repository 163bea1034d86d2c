package com.cruddur.messaging.cognito;

import java.time.Instant;

/**
 * What counts of a token's claims. Times are in seconds since 1970.
 *
 * @param subject whom it was issued to
 * @param notBefore the later of when it was issued and when it begins to count
 * @param expiresAt when it ceases to count
 */
record AccessToken(String subject, long notBefore, long expiresAt) {
    /** How far apart the issuer's clock and ours may be. */
    static final int SKEW_SECONDS = 60;

    boolean isValidAt(Instant now) {
        long second = now.getEpochSecond();
        return notBefore <= second + SKEW_SECONDS && second - SKEW_SECONDS < expiresAt;
    }
}
