package com.cruddur.messaging.http;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads the access token of a request (RFC 6750, section 2.1): one header {@code Authorization: Bearer <token>}. */
final class Bearer {
    private static final String AUTHORIZATION = "Authorization";
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** @throws MessagingException {@link Reason#TOKEN_INVALID} */
    static String token(HttpServletRequest request) {
        return token(credentials(request));
    }

    /**
     * The token among the values of all Authorization headers of a request.
     *
     * @throws MessagingException {@link Reason#TOKEN_INVALID}
     */
    static String token(List<String> credentials) {
        Optional<String> token = credentials.size() == 1 ? token(credentials.get(0)) : Optional.empty();
        return token.orElseThrow(() -> new MessagingException(Reason.TOKEN_INVALID));
    }

    /** The value of WWW-Authenticate. Without a token in the request it has no error code: RFC 6750, section 3.1. */
    static String challenge(HttpServletRequest request) {
        boolean sent = credentials(request).stream().anyMatch(it -> token(it).isPresent());
        return sent ? "Bearer error=\"invalid_token\"" : "Bearer";
    }

    private static List<String> credentials(HttpServletRequest request) {
        return Collections.list(request.getHeaders(AUTHORIZATION));
    }

    private static Optional<String> token(String credentials) {
        if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = credentials.substring(SCHEME.length()).strip();
        return token.isEmpty() || token.indexOf(' ') >= 0 ? Optional.empty() : Optional.of(token);
    }
}
