package com.cruddur.messaging.cognito;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A user of a pool. The text form leaves the e-mail address out.
 *
 * @param subject the {@code sub} of this user's tokens
 * @param handle the attribute {@code preferred_username}; empty where it is not set or blank
 * @param displayName the attribute {@code name}; empty where it is not set or blank
 * @param email the attribute {@code email}; empty where it is not set or blank
 */
public record CognitoUser(
        String subject, Optional<String> handle, Optional<String> displayName, Optional<String> email) {
    public CognitoUser {
        requireNonNull(subject, "subject");
        requireNonNull(handle, "handle");
        requireNonNull(displayName, "displayName");
        requireNonNull(email, "email");
    }

    @Override
    public String toString() {
        return "CognitoUser[subject=" + subject + ", handle=" + handle + ", displayName=" + displayName + "]";
    }
}
