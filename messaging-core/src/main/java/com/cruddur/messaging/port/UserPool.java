package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.stream.Stream;

/** The people who can sign in. */
public interface UserPool {
    /**
     * Everybody, each once, in no particular order. Read while it is consumed; {@link StorageException} may come out of
     * it.
     */
    Stream<Member> members();

    /**
     * Somebody who can sign in. Its text form leaves the e-mail address out.
     *
     * @param subject the {@code sub} of this person's tokens
     * @param handle what the pool calls {@code preferred_username}, where it was set
     * @param displayName what the pool calls {@code name}, where it was set
     * @param email where it was set
     */
    record Member(String subject, Optional<String> handle, Optional<String> displayName, Optional<String> email) {
        public Member {
            requireNonNull(subject, "subject");
            requireNonNull(handle, "handle");
            requireNonNull(displayName, "displayName");
            requireNonNull(email, "email");
        }

        @Override
        public String toString() {
            return "Member[subject=" + subject + ", handle=" + handle + ", displayName=" + displayName + "]";
        }
    }
}
