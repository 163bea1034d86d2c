package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group with its messages and the names of its members. One writer at a time; readers take no lock. */
final class StoredGroup {
    private static final int INITIAL_CAPACITY = 16;

    private final MessageGroup group;
    private volatile Snapshot snapshot;

    /** The messages so far. The array is shared with later logs, which fill it further up. */
    record Snapshot(Message[] messages, int size, User first, User second) {
        Message newest() {
            return messages[size - 1];
        }

        /** The other member, as this member sees them in the inbox. */
        User other(UUID member) {
            return first.uuid().equals(member) ? second : first;
        }

        private Snapshot named(User member) {
            return new Snapshot(
                    messages,
                    size,
                    member.uuid().equals(first.uuid()) ? member : first,
                    member.uuid().equals(second.uuid()) ? member : second);
        }
    }

    StoredGroup(MessageGroup group, User receiver, Message first) {
        Message[] messages = new Message[INITIAL_CAPACITY];
        messages[0] = first;
        this.group = group;
        this.snapshot = new Snapshot(messages, 1, first.sender(), receiver);
    }

    MessageGroup group() {
        return group;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    synchronized Message append(NewMessage message) {
        Instant earliest = snapshot.newest().createdAt().plus(1, ChronoUnit.MICROS);
        Message stored = message.storedIn(group.uuid(), message.now().isBefore(earliest) ? earliest : message.now());
        int size = snapshot.size;
        Message[] messages =
                size == snapshot.messages.length ? Arrays.copyOf(snapshot.messages, 2 * size) : snapshot.messages;
        messages[size] = stored;
        snapshot = new Snapshot(messages, size + 1, snapshot.first, snapshot.second).named(message.sender());
        return stored;
    }

    /** Returns true if the user is a member and had other names. */
    synchronized boolean rename(User member) {
        Snapshot renamed = snapshot.named(member);
        boolean changed = !(renamed.first.equals(snapshot.first) && renamed.second.equals(snapshot.second));
        snapshot = renamed;
        return changed;
    }

    /** A position is the index of the last message of the page before. A stored message keeps its index. */
    Page<Message> newestFirst(@Nullable String position, int limit) {
        Snapshot now = snapshot;
        int end = position == null ? now.size : Integer.parseInt(position);
        int begin = Math.max(0, end - limit);
        Message[] items = new Message[end - begin];
        for (int i = 0; i < items.length; i++) {
            items[i] = now.messages[end - 1 - i];
        }
        return new Page<>(List.of(items), begin == 0 ? Optional.empty() : Optional.of(Integer.toString(begin)));
    }
}
