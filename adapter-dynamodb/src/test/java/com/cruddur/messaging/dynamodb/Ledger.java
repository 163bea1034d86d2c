package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Holds the state that the table must have after the transactions that were done, and checks that readers see it. */
final class Ledger {
    private final DynamoDbClient client;
    private final String table;
    private final DynamoDbMessageGroups groups;
    private final DynamoDbMessages messages;
    private final ReadingModel reading = new ReadingModel();
    private final Map<UUID, Set<UUID>> members = new HashMap<>();
    private final Map<UUID, Map<UUID, Instant>> shown = new HashMap<>();
    private final Map<UUID, User> named = new HashMap<>();
    /** By user, the groups that may show the names of before. */
    private final Map<UUID, Set<UUID>> missed = new HashMap<>();

    /** @param client without faults */
    Ledger(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
        this.groups = new DynamoDbMessageGroups(client, table);
        this.messages = new DynamoDbMessages(client, table);
    }

    /** Takes note of a write of a transaction that was done. */
    void written(TransactWriteItem write) {
        if (write.put() == null) {
            return;
        }
        Item item = new Item(write.put().item());
        String pk = item.text(Keys.PK);
        if (pk.startsWith("HEAD#")) {
            UUID group = UUID.fromString(pk.substring("HEAD#".length()));
            members.put(group, Set.of(item.uuid(MemberSlot.LOWER.uuid()), item.uuid(MemberSlot.HIGHER.uuid())));
        }
        if (pk.startsWith("MSG#")) {
            reading.written(item);
        }
    }

    /** Some mark that a member may make now. */
    Optional<MarkOfReading> anyMark(SplittableRandom random) {
        Optional<MarkOfReading> mark = reading.anyMark(random, members);
        mark.ifPresent(reading::mayBeMarked);
        return mark;
    }

    /** From now on the member's horizon stands there, or later. */
    void assertMarked(MarkOfReading mark) {
        reading.marked(mark);
        assertInbox(mark.reader(), 100);
    }

    /** Looks at the inboxes that a transaction has changed; all others are as they were. */
    void assertInboxesWrittenBy(TransactWriteItemsRequest request) {
        request.transactItems().stream()
                .map(it -> new Item(HalfVisible.key(it)))
                .filter(it -> it.text(Keys.PK).startsWith("GRP#"))
                .map(Item::owner)
                .distinct()
                .forEach(it -> assertInbox(it, 100));
    }

    /** Looks at an inbox, a page of this size after the other: each group of the user once, and never an older message. */
    void assertInbox(UUID user, int limit) {
        List<InboxEntry> entries = all(position -> groups.inboxRows().inbox(user, position, limit));
        assertThat(entries)
                .describedAs("groups in an inbox")
                .extracting(InboxEntry::group)
                .containsExactlyInAnyOrderElementsOf(groupsOf(user));
        Map<UUID, Instant> before = shown.computeIfAbsent(user, it -> new HashMap<>());
        for (InboxEntry entry : entries) {
            Instant last = before.put(entry.group(), entry.lastMessageAt());
            assertThat(entry.lastMessageAt()).describedAs("row").isAfterOrEqualTo(last == null ? Instant.MIN : last);
            assertName(entry);
            reading.assertShown(user, entry);
        }
    }

    /** A row that is yet to move to a message which was sent under the new name may show the old one. */
    private void assertName(InboxEntry entry) {
        UUID other = entry.other().uuid();
        User known = named.getOrDefault(other, entry.other());
        if (!entry.other().equals(known)
                && !missed.getOrDefault(other, Set.of()).contains(entry.group())) {
            assertThat(groups.inboxRows().rows(entry.group()))
                    .describedAs("rows that show %s in place of %s", entry.other(), known)
                    .get()
                    .matches(InboxRows::areBehind);
        }
    }

    /** The user is being renamed. */
    void mayHaveAnyName(User user) {
        named.remove(user.uuid());
    }

    /**
     * Everybody sees the user under these names, from now on.
     *
     * @param hidden groups that the rename could not see
     */
    void assertNamed(User user, Set<UUID> hidden) {
        named.put(user.uuid(), user);
        missed.put(user.uuid(), hidden);
        Set<UUID> all = members.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        all.forEach(it -> assertInbox(it, 100));
    }

    private List<UUID> groupsOf(UUID user) {
        return members.keySet().stream()
                .filter(it -> members.get(it).contains(user))
                .toList();
    }

    /** Nothing is half done, a pair has one group, and each member's row stands at the newest message. */
    void assertDrained() {
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(members.size());
        assertAtNewest();
        assertThat(members.values().stream().map(TreeSet::new).distinct())
                .describedAs("pairs")
                .hasSize(members.size());
    }

    /** Each member's row stands at the newest message. */
    void assertAtNewest() {
        members.forEach((group, both) -> {
            Message newest = history(group).get(0);
            assertThat(groups.inboxRows().rows(group))
                    .get()
                    .satisfies(reading::assertCounted)
                    .matches(it -> !it.areBehind())
                    .extracting(it -> it.standAt().instant())
                    .isEqualTo(newest.createdAt());
            for (UUID member : both) {
                assertThat(all(position -> groups.inboxRows().inbox(member, position, 100)))
                        .filteredOn(it -> it.group().equals(group))
                        .singleElement()
                        .matches(it -> it.preview().equals(newest.text()))
                        .matches(it -> it.lastMessageAt().equals(newest.createdAt()))
                        .satisfies(this::assertName)
                        .satisfies(it -> reading.assertShown(member, it));
            }
        });
    }

    /** A post that was answered is stored once, any other at most once. */
    void assertSaid(List<Post> posts) {
        Map<String, List<Message>> said = members.keySet().stream()
                .flatMap(it -> history(it).stream())
                .collect(Collectors.groupingBy(Message::text));
        for (Post post : posts) {
            List<Message> stored = said.getOrDefault(post.text().value(), List.of());
            assertThat(stored).hasSizeLessThanOrEqualTo(1);
            post.answer().ifPresent(it -> assertThat(stored).containsExactly(it));
        }
        assertThat(said).hasSizeLessThanOrEqualTo(posts.size());
    }

    private List<Message> history(UUID group) {
        return all(position -> messages.newestFirst(group, position, 100));
    }

    private static <T> List<T> all(Function<Optional<String>, Page<T>> list) {
        List<T> items = new ArrayList<>();
        Optional<String> position = Optional.empty();
        do {
            Page<T> page = list.apply(position);
            items.addAll(page.items());
            position = page.next();
        } while (position.isPresent());
        return items;
    }
}
