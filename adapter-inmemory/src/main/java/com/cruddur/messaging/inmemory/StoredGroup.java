package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group with its messages, and the names and horizons of its members. One writer at a time; readers take no lock. */
final class StoredGroup {
    private static final int INITIAL_CAPACITY = 16;

    private final MessageGroup group;
    private volatile Snapshot snapshot;

    /** A message, and how many messages each member had sent with it. */
    record Entry(Message message, long ofFirst, long ofSecond) {
        Instant at() {
            return message.createdAt();
        }
    }

    /** A member, and the newest message that this member has marked as read. */
    record Member(User user, @Nullable Entry read) {}

    /** The entries so far. The array is shared with later snapshots, which fill it further up. */
    record Snapshot(Entry[] entries, int size, Member first, Member second) {
        Entry newest() {
            return entries[size - 1];
        }

        Member of(UUID member) {
            return isFirst(member) ? first : second;
        }

        /** The row that shows an entry to a member. */
        InboxEntry row(UUID member, Entry shown) {
            Message message = shown.message();
            Entry read = of(member).read();
            long unread = receivedBy(member, shown) - (read == null ? 0 : receivedBy(member, read));
            return new InboxEntry(
                    message.group(),
                    (isFirst(member) ? second : first).user(),
                    message.text(),
                    message.createdAt(),
                    message.sender().uuid(),
                    Math.max(0, unread),
                    read == null ? null : read.at());
        }

        private boolean isFirst(UUID member) {
            return first.user().uuid().equals(member);
        }

        private long receivedBy(UUID member, Entry asOf) {
            return isFirst(member) ? asOf.ofSecond() : asOf.ofFirst();
        }

        private Snapshot with(Member member) {
            return isFirst(member.user().uuid())
                    ? new Snapshot(entries, size, member, second)
                    : new Snapshot(entries, size, first, member);
        }

        private Snapshot named(User user) {
            return new Member(user, of(user.uuid()).read()).equals(of(user.uuid()))
                    ? this
                    : with(new Member(user, of(user.uuid()).read()));
        }

        private Entry next(Message message) {
            boolean byFirst = isFirst(message.sender().uuid());
            return new Entry(message, newest().ofFirst() + (byFirst ? 1 : 0), newest().ofSecond() + (byFirst ? 0 : 1));
        }

        /** How many entries are at this time or before it. */
        private int until(Instant time) {
            int from = 0;
            int to = size;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (entries[middle].at().isAfter(time)) {
                    to = middle;
                } else {
                    from = middle + 1;
                }
            }
            return from;
        }
    }

    StoredGroup(MessageGroup group, User receiver, Message first) {
        Entry[] entries = new Entry[INITIAL_CAPACITY];
        entries[0] = new Entry(first, 1, 0);
        this.group = group;
        this.snapshot = new Snapshot(entries, 1, new Member(first.sender(), null), new Member(receiver, null));
    }

    MessageGroup group() {
        return group;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    synchronized Message append(NewMessage message) {
        Instant earliest = snapshot.newest().at().plus(1, ChronoUnit.MICROS);
        Message stored = message.storedIn(group.uuid(), message.now().isBefore(earliest) ? earliest : message.now());
        int size = snapshot.size;
        Entry[] entries =
                size == snapshot.entries.length ? Arrays.copyOf(snapshot.entries, 2 * size) : snapshot.entries;
        entries[size] = snapshot.next(stored);
        snapshot = new Snapshot(entries, size + 1, snapshot.first, snapshot.second).named(message.sender());
        return stored;
    }

    /** Returns true if the user is a member and had other names. */
    synchronized boolean rename(User member) {
        Snapshot renamed = snapshot.named(member);
        boolean changed = renamed != snapshot;
        snapshot = renamed;
        return changed;
    }

    /**
     * Moves a member's horizon forward.
     *
     * @return the time of the horizon, if it has moved
     */
    synchronized Optional<Instant> markRead(UUID reader, Instant upTo) {
        if (upTo.isAfter(snapshot.newest().at())) {
            throw new MessagingException(Reason.UP_TO_INVALID);
        }
        int until = snapshot.until(upTo);
        Member member = snapshot.of(reader);
        if (until == 0
                || member.read() != null
                        && !snapshot.entries[until - 1]
                                .at()
                                .isAfter(member.read().at())) {
            return Optional.empty();
        }
        Entry read = snapshot.entries[until - 1];
        snapshot = snapshot.with(new Member(member.user(), read));
        return Optional.of(read.at());
    }

    /** A position is the index of the last message of the page before. A stored message keeps its index. */
    Page<Message> newestFirst(@Nullable String position, int limit) {
        Snapshot now = snapshot;
        int end = position == null ? now.size : Integer.parseInt(position);
        int begin = Math.max(0, end - limit);
        Message[] items = new Message[end - begin];
        for (int i = 0; i < items.length; i++) {
            items[i] = now.entries[end - 1 - i].message();
        }
        return new Page<>(List.of(items), begin == 0 ? Optional.empty() : Optional.of(Integer.toString(begin)));
    }

    Page<Message> oldestFirst(Instant after, int limit) {
        Snapshot now = snapshot;
        int begin = now.until(after);
        int end = Math.min(now.size, begin + limit);
        List<Message> items = new ArrayList<>(end - begin);
        for (int i = begin; i < end; i++) {
            items.add(now.entries[i].message());
        }
        return new Page<>(
                items,
                end == now.size
                        ? Optional.empty()
                        : Optional.of(now.entries[end - 1].at().toString()));
    }
}
