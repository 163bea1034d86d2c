package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts the tokens that were registered here. A token is any text, and never expires. Thread-safe. */
public final class InMemoryTokens implements TokenVerifier {
    private final Map<String, String> subjects = new ConcurrentHashMap<>();

    /** No token yet. */
    public InMemoryTokens() {}

    /** From now on this token is the subject's. A token that was registered before now has the new subject. */
    public void register(String token, String subject) {
        subjects.put(token, subject);
    }

    @Override
    public String subjectOf(@Nullable String token) {
        return Optional.ofNullable(token)
                .map(subjects::get)
                .orElseThrow(() -> new MessagingException(Reason.TOKEN_INVALID));
    }
}
