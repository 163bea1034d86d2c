package com.cruddur.messaging.postgres;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import java.util.stream.Stream;

/**
 * A user with the data that only the directory has. Its text form leaves the e-mail address out.
 *
 * @param user the user
 * @param email an address; it never leaves the directory
 * @param subject the {@code sub} of the user's access tokens, or {@link #UNSYNCHRONISED}
 */
public record Account(User user, String email, String subject) {
    /** The subject of a user who is not synchronised with the user pool yet. Any number of users have it; it finds nobody. */
    public static final String UNSYNCHRONISED = "MOCK";

    /** @throws IllegalArgumentException when a text cannot be stored, or the handle or subject is blank */
    public Account {
        requireNonNull(user, "user");
        requireNonNull(email, "email");
        requireNonNull(subject, "subject");
        if (!Stream.of(user.displayName(), user.handle(), email, subject).allMatch(Text::isWellFormed)) {
            throw new IllegalArgumentException("a text holds a NUL character or half a surrogate pair");
        }
        if (Text.isBlank(user.handle()) || Text.isBlank(subject)) {
            throw new IllegalArgumentException("the handle or the subject is blank");
        }
    }

    public Account withSubject(String other) {
        return new Account(user, email, other);
    }

    @Override
    public String toString() {
        return "Account[user=" + user + ", subject=" + subject + "]";
    }
}
