package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import org.jspecify.annotations.Nullable;

/** Finds the user behind the subject of a verified token. */
final class Callers {
    private Callers() {}

    /** @throws MessagingException {@link Reason#SUBJECT_BLANK} or {@link Reason#USER_UNKNOWN} */
    static User find(Users users, @Nullable String subject) {
        if (subject == null || Text.isBlank(subject)) {
            throw new MessagingException(Reason.SUBJECT_BLANK);
        }
        return users.bySubject(subject).orElseThrow(() -> new MessagingException(Reason.USER_UNKNOWN));
    }
}
