package com.cruddur.messaging.http;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The page of a list that a request asks for, and the link to the next one. */
final class Paging {
    private static final int MAX_DIGITS = 3;

    private Paging() {}

    /** @throws MessagingException {@link Reason#LIMIT_INVALID}, {@link Reason#CURSOR_INVALID} */
    static PageRequest of(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return PageRequest.first();
        }
        int limit = single(request, "limit", Reason.LIMIT_INVALID)
                .map(Paging::limit)
                .orElse(PageRequest.DEFAULT_LIMIT);
        return new PageRequest(
                limit, single(request, "cursor", Reason.CURSOR_INVALID).orElse(null));
    }

    /** The value of the Link header (RFC 8288) for the next page, with the same limit. A cursor needs no escape in a URI. */
    static String next(String path, PageRequest page, String cursor) {
        return "<" + path + "?limit=" + page.limit() + "&cursor=" + cursor + ">; rel=\"next\"";
    }

    private static Optional<String> single(HttpServletRequest request, String name, Reason otherwise) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new MessagingException(otherwise);
        }
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    /** Accepts ASCII digits only: the JDK's parser would also accept a sign and the digits of other scripts. */
    private static int limit(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(it -> it >= '0' && it <= '9');
        if (!digits || text.length() > MAX_DIGITS) {
            throw new MessagingException(Reason.LIMIT_INVALID);
        }
        return Integer.parseInt(text);
    }
}
