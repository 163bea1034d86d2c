package com.cruddur.messaging.http;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;

/** The part of a list that a request asks for, and the link to the next one. */
final class Paging {
    private static final int MAX_DIGITS = 3;
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final String AFTER = "after";
    private static final String WITH = "with";

    private Paging() {}

    /** @throws MessagingException {@link Reason#LIMIT_INVALID}, {@link Reason#CURSOR_INVALID} */
    static PageRequest of(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return PageRequest.first();
        }
        int limit =
                single(request, LIMIT, Reason.LIMIT_INVALID).map(Paging::limit).orElse(PageRequest.DEFAULT_LIMIT);
        return new PageRequest(
                limit, single(request, CURSOR, Reason.CURSOR_INVALID).orElse(null));
    }

    /** The value of the Link header (RFC 8288) for the next page, with the same limit. A cursor needs no escape in a URI. */
    static String next(String path, PageRequest page, String cursor) {
        return "<" + path + "?limit=" + page.limit() + "&cursor=" + cursor + ">; rel=\"next\"";
    }

    /**
     * The time after which messages are asked for. A {@code +} that was not escaped arrives as a space.
     *
     * @throws MessagingException {@link Reason#AFTER_INVALID}
     */
    static Optional<Instant> after(HttpServletRequest request) {
        Optional<String> text = single(request, AFTER, Reason.AFTER_INVALID);
        if (text.isPresent() && request.getParameter(CURSOR) != null) {
            throw new MessagingException(Reason.AFTER_INVALID);
        }
        return text.map(it ->
                WireTime.parse(it.replace(' ', '+')).orElseThrow(() -> new MessagingException(Reason.AFTER_INVALID)));
    }

    /** The value of the Link header for the messages after a time, with the same limit. */
    static String after(String path, PageRequest page, Instant last) {
        String time = new String(WireTime.format(last)).replace("+", "%2B");
        return "<" + path + "?limit=" + page.limit() + "&after=" + time + ">; rel=\"next\"";
    }

    /**
     * The handle of the other member, where one group is asked for.
     *
     * @throws HttpFaultException {@link HttpFault#WITH_INVALID}
     */
    static Optional<String> with(HttpServletRequest request) {
        String[] handles = values(request, WITH);
        if (handles.length == 0) {
            return Optional.empty();
        }
        boolean alone = request.getParameter(LIMIT) == null && request.getParameter(CURSOR) == null;
        if (handles.length > 1 || !alone || Text.isBlank(handles[0])) {
            throw new HttpFaultException(HttpFault.WITH_INVALID);
        }
        return Optional.of(handles[0]);
    }

    private static Optional<String> single(HttpServletRequest request, String name, Reason otherwise) {
        String[] values = values(request, name);
        if (values.length > 1) {
            throw new MessagingException(otherwise);
        }
        return values.length == 0 ? Optional.empty() : Optional.of(values[0]);
    }

    private static String[] values(HttpServletRequest request, String name) {
        String[] values = request.getQueryString() == null ? null : request.getParameterValues(name);
        return values == null ? new String[0] : values;
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
