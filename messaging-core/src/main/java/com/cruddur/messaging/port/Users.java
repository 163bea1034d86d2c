package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.User;
import java.util.Optional;

/** The directory of users. Text that no user can have, such as one with a NUL in it, finds nobody. */
public interface Users {
    /** The user whose access tokens carry this {@code sub} (in the reference's tables, {@code cognito_user_id}). */
    Optional<User> bySubject(String subject);

    /** The user of this handle, without regard to the case of ASCII letters. */
    Optional<User> byHandle(String handle);
}
