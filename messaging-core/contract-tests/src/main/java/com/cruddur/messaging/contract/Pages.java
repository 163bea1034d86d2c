package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads lists page by page. */
final class Pages {
    /** Positions that no store gave. */
    static final List<String> FORGED =
            List.of("", " ", "x", "-1", "0x", "\u0000", "\uD83E\uDD84", "2026-13-45", "9".repeat(1_000));

    private static final int MAX_ITEMS = 2_000;
    private static final Duration APART = Duration.ofMillis(1);

    private Pages() {}

    static <T> List<T> all(Function<@Nullable String, Page<T>> list) {
        return all(list, () -> {});
    }

    /** All items, from the first page to the last, with something that happens after each page. */
    static <T> List<T> all(Function<@Nullable String, Page<T>> list, Runnable between) {
        List<T> items = new ArrayList<>();
        String position = null;
        do {
            Page<T> page = list.apply(position);
            items.addAll(page.items());
            position = page.next().orElse(null);
            between.run();
            assertThat(position != null && page.items().isEmpty())
                    .describedAs("an empty page that others follow")
                    .isFalse();
            assertThat(items.size()).describedAs("items of a list that ends").isLessThan(MAX_ITEMS);
        } while (position != null);
        return items;
    }

    /** The items of a page; none when its position is refused. */
    static <T> List<T> refusedOrRead(Supplier<Page<T>> page) {
        try {
            return page.get().items();
        } catch (MessagingException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.CURSOR_INVALID);
            return List.of();
        }
    }

    static <T> List<T> reversed(List<T> items) {
        List<T> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        return reversed;
    }

    /** A user's whole inbox, read in one page and checked for its order. */
    static List<InboxEntry> inbox(MessageStore store, User user) {
        Page<InboxEntry> page = store.inbox().newestFirst(user.uuid(), null, 1_000);
        assertThat(page.next())
                .describedAs("the position after the whole inbox")
                .isEmpty();
        assertNewestFirst(page.items());
        return page.items();
    }

    /** Rows less than a millisecond apart may stand in either order. */
    static void assertNewestFirst(List<InboxEntry> inbox) {
        Instant latestBelow = Instant.MIN;
        for (InboxEntry entry : reversed(inbox)) {
            assertThat(latestBelow)
                    .describedAs("last message of a group further down")
                    .isBefore(entry.lastMessageAt().plus(APART));
            latestBelow = latestBelow.isAfter(entry.lastMessageAt()) ? latestBelow : entry.lastMessageAt();
        }
    }
}
