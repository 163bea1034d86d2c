package com.cruddur.messaging.http;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Which page of a list a request asks for, and where the next one is. */
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

    /** The value of the header Link (RFC 8288): the next page of a list, of the same size. Cursors need no escape in a URI. */
    static String next(String path, PageRequest page, String cursor) {
        return "<" + path + "?limit=" + page.limit() + "&cursor=" + cursor + ">; rel=\"next\"";
    }

    private static Optional<String> single(HttpServletRequest request, String name, Reason unless) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1) {
            throw new MessagingException(unless);
        }
        return values == null ? Optional.empty() : Optional.of(values[0]);
    }

    /** Digits alone: the platform's parser would take a sign, and digits of other scripts. */
    private static int limit(String text) {
        boolean digits = !text.isEmpty() && text.chars().allMatch(it -> it >= '0' && it <= '9');
        if (!digits || text.length() > MAX_DIGITS) {
            throw new MessagingException(Reason.LIMIT_INVALID);
        }
        return Integer.parseInt(text);
    }
}
