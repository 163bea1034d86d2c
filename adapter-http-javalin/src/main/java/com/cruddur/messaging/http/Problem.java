package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** The body of an error response: RFC 9457, with the codes in the member {@code errors}. It repeats nothing of the request. */
final class Problem {
    static final String CONTENT_TYPE = "application/problem+json";

    /** Seconds after which a client may retry. */
    static final String RETRY_AFTER = "1";

    private static final Map<Reason, Problem> OF_REASONS = new EnumMap<>(Reason.class);
    private static final Map<HttpFault, Problem> OF_FAULTS = new EnumMap<>(HttpFault.class);

    static {
        for (Reason reason : Reason.values()) {
            OF_REASONS.put(reason, new Problem(status(reason), reason.code(), reason.detail()));
        }
        for (HttpFault fault : HttpFault.values()) {
            OF_FAULTS.put(fault, new Problem(fault.status(), fault.code(), fault.detail()));
        }
    }

    private final int status;
    private final byte[] json;

    /** Code and detail are constants that need no escape. */
    private Problem(int status, String code, String detail) {
        this.status = status;
        this.json = ("{\"type\":\"about:blank\",\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":"
                        + status + ",\"detail\":\"" + detail + "\",\"errors\":[\"" + code + "\"]}")
                .getBytes(UTF_8);
    }

    static Problem of(Reason reason) {
        return requireNonNull(OF_REASONS.get(reason));
    }

    static Problem of(HttpFault fault) {
        return requireNonNull(OF_FAULTS.get(fault));
    }

    int status() {
        return status;
    }

    /** The body. Callers must not modify it. */
    byte[] json() {
        return json;
    }

    /** An invalid header or query is 400, an invalid body 422. A reused key is 422, as the IETF draft of Idempotency-Key says. */
    private static int status(Reason reason) {
        return switch (reason.kind()) {
            case INVALID ->
                switch (reason) {
                    case AFTER_INVALID, CURSOR_INVALID, LIMIT_INVALID, IDEMPOTENCY_KEY_INVALID -> 400;
                    default -> 422;
                };
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 422;
            case TOO_MANY -> 429;
        };
    }
}
