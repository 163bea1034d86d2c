package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** Counts by hand, from the messages that were written, the messages that each member of a group has not read. */
final class ReadingModel {
    private record Member(UUID group, UUID user) {}

    /** By group, the senders of its messages by time. */
    private final Map<UUID, NavigableMap<Instant, UUID>> messages = new HashMap<>();
    /** A horizon stands here, or later. */
    private final Map<Member, Instant> least = new HashMap<>();
    /** A horizon stands here, or earlier. */
    private final Map<Member, Instant> most = new HashMap<>();

    void written(Item message) {
        UUID group = UUID.fromString(message.text(Keys.PK).substring("MSG#".length()));
        messages.computeIfAbsent(group, it -> new TreeMap<>()).put(message.time(Keys.SK), message.uuid(Keys.USER_UUID));
    }

    /** A mark of one of these members at the time of some message, or just before it. */
    Optional<MarkOfReading> anyMark(SplittableRandom random, Map<UUID, Set<UUID>> members) {
        List<UUID> groups = messages.keySet().stream().sorted().toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        UUID group = groups.get(random.nextInt(groups.size()));
        List<UUID> readers = members.get(group).stream().sorted().toList();
        List<Instant> times = new ArrayList<>(messages.get(group).keySet());
        // Most marks are of the last few messages.
        int back = random.nextInt(random.nextBoolean() ? Math.min(3, times.size()) : times.size());
        Instant time = times.get(times.size() - 1 - back);
        return Optional.of(new MarkOfReading(
                group, readers.get(random.nextInt(readers.size())), time.minusNanos(1_000L * random.nextInt(2))));
    }

    void mayBeMarked(MarkOfReading mark) {
        newestOf(mark).ifPresent(it -> most.merge(member(mark), it, ReadingModel::later));
    }

    void marked(MarkOfReading mark) {
        newestOf(mark).ifPresent(it -> least.merge(member(mark), it, ReadingModel::later));
    }

    private static Member member(MarkOfReading mark) {
        return new Member(mark.group(), mark.reader());
    }

    private Optional<Instant> newestOf(MarkOfReading mark) {
        return Optional.ofNullable(messages.get(mark.group()).floorKey(mark.upTo()));
    }

    private static Instant later(Instant one, Instant another) {
        return one.isAfter(another) ? one : another;
    }

    /** A row shows a horizon that was marked and does not go back, and counts the messages between it and the one that it shows. */
    void assertShown(UUID user, InboxEntry entry) {
        Member member = new Member(entry.group(), user);
        Instant horizon = Optional.ofNullable(entry.readUpTo()).orElse(Instant.MIN);
        assertThat(horizon)
                .describedAs("horizon of a row")
                .isBetween(least.getOrDefault(member, Instant.MIN), most.getOrDefault(member, Instant.MIN));
        least.put(member, horizon);
        assertThat(entry.unread())
                .describedAs("unread of a row")
                .isEqualTo(sent(entry.group(), entry.other().uuid(), horizon, entry.lastMessageAt()));
    }

    /** The counts of a group that nobody writes to. */
    void assertCounted(InboxRows rows) {
        for (List<InboxRows.Row> of :
                List.of(List.of(rows.lower(), rows.higher()), List.of(rows.higher(), rows.lower()))) {
            InboxRows.Row row = of.get(0);
            UUID other = of.get(1).member().uuid();
            assertThat(row.sent())
                    .describedAs("messages sent")
                    .isEqualTo(sent(rows.group(), row.member().uuid(), Instant.MIN, Instant.MAX));
            assertThat(row.horizon().read())
                    .describedAs("messages read")
                    .isEqualTo(sent(
                            rows.group(),
                            other,
                            Instant.MIN,
                            row.horizon().time().orElse(Instant.MIN)));
        }
    }

    private long sent(UUID group, UUID sender, Instant after, Instant upTo) {
        return messages.get(group).headMap(upTo, true).entrySet().stream()
                .filter(it -> it.getKey().isAfter(after) && it.getValue().equals(sender))
                .count();
    }
}
