package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.User;
import java.util.Optional;
import java.util.UUID;

/**
 * The directory of users. Any text may be asked for: text that no user can have, such as text with a NUL character, finds no user.
 */
public interface Users {
    /** The user whose access tokens carry this {@code sub} (in the reference system's tables, {@code cognito_user_id}). */
    Optional<User> bySubject(String subject);

    /** The user with this handle, without regard to the case of ASCII letters. */
    Optional<User> byHandle(String handle);

    /** The user with this uuid. */
    Optional<User> byUuid(UUID uuid);
}
