package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where pages begin, as text. */
final class Positions {
    /** Later than every message. */
    static final long NEWEST = 99_999_999_999_999_999L;

    /** Earlier than every message. */
    static final long OLDEST = -NEWEST;

    private Positions() {}

    /** @throws MessagingException {@code CURSOR_INVALID} when the position has another form */
    static Matcher read(Pattern form, @Nullable String position, String newest) {
        Matcher matcher = form.matcher(position == null ? newest : position);
        if (!matcher.matches()) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return matcher;
    }

    /** A page of the first of these items. One more than the limit was asked for, so that the end is known. */
    static <T> Page<T> page(List<T> found, int limit, Function<T, String> position) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(position.apply(found.get(limit - 1))));
    }
}
