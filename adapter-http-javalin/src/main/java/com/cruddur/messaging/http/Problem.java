package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** An error as it is answered: RFC 9457, with our codes in the member {@code errors}. It says nothing of the request. */
final class Problem {
    static final String CONTENT_TYPE = "application/problem+json";

    /** Seconds after which an attempt may be worth repeating. */
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

    /** The code and the detail are ours and need no escape. */
    private Problem(int status, String code, String detail) {
        this.status = status;
        this.json = ("{\"type\":\"about:blank\",\"title\":\"" + HttpStatus.getMessage(status) + "\",\"status\":"
                        + status + ",\"detail\":\"" + detail + "\",\"errors\":[\"" + code + "\"]}")
                .getBytes(UTF_8);
    }

    static Problem of(Reason reason) {
        return OF_REASONS.get(reason);
    }

    static Problem of(HttpFault fault) {
        return OF_FAULTS.get(fault);
    }

    int status() {
        return status;
    }

    /** The body. Not to be changed. */
    byte[] json() {
        return json;
    }

    /** A wrong header or query is 400, and a wrong body is 422; so is a key of another request, as the draft of Idempotency-Key has it. */
    private static int status(Reason reason) {
        return switch (reason.kind()) {
            case INVALID ->
                switch (reason) {
                    case CURSOR_INVALID, LIMIT_INVALID, IDEMPOTENCY_KEY_INVALID -> 400;
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
