package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access token that is valid now.
 *
 * @param subject its subject ({@code sub}); never blank
 * @param validUntil the time from which the verifier refuses it; null when it never does
 */
public record VerifiedToken(String subject, @Nullable Instant validUntil) {
    public VerifiedToken {
        requireNonNull(subject, "subject");
    }
}
