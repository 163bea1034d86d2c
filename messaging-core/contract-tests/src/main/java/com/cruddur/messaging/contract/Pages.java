package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads lists page by page. */
final class Pages {
    private static final int MAX_ITEMS = 10_000;
    private static final Duration APART = Duration.ofMillis(1);

    private Pages() {}

    static <T> List<T> all(Function<Optional<String>, Page<T>> list) {
        return all(list, () -> {});
    }

    /** All items, from the first page to the last, with something that happens after each page. */
    static <T> List<T> all(Function<Optional<String>, Page<T>> list, Runnable between) {
        List<T> items = new ArrayList<>();
        Optional<String> position = Optional.empty();
        do {
            Page<T> page = list.apply(position);
            items.addAll(page.items());
            position = page.next();
            between.run();
            assertThat(position.isPresent() && page.items().isEmpty())
                    .describedAs("an empty page that others follow")
                    .isFalse();
            assertThat(items.size()).describedAs("items of a list that ends").isLessThan(MAX_ITEMS);
        } while (position.isPresent());
        return items;
    }

    static <T> List<T> reversed(List<T> items) {
        List<T> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        return reversed;
    }

    /** A user's whole inbox, read in one page and checked for its order. */
    static List<InboxEntry> inbox(Store store, User user) {
        Page<InboxEntry> page = store.groups().inbox(user.uuid(), Optional.empty(), 1_000);
        assertThat(page.next()).describedAs("what follows the whole inbox").isEmpty();
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
