package com.cruddur.messaging.cognito;

import com.cruddur.messaging.port.VerifiedToken;
import java.time.Instant;

/**
 * The claims of an access token that matter. Times are in seconds since 1970.
 *
 * @param subject the user that it was issued to
 * @param notBefore the time from which it is valid: the later of {@code iat} and {@code nbf}
 * @param expiresAt the time from which it is no longer valid
 */
record AccessToken(String subject, long notBefore, long expiresAt) {
    /** The maximum difference between the issuer's clock and ours. */
    static final int SKEW_SECONDS = 60;

    private static final long LAST_SECOND = Instant.MAX.getEpochSecond() - SKEW_SECONDS;

    boolean isValidAt(Instant now) {
        long second = now.getEpochSecond();
        return notBefore <= second + SKEW_SECONDS && second - SKEW_SECONDS < expiresAt;
    }

    /** The clocks may differ until the very end. */
    VerifiedToken verified() {
        return new VerifiedToken(subject, Instant.ofEpochSecond(Math.min(expiresAt, LAST_SECOND) + SKEW_SECONDS));
    }
}
