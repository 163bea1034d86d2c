package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.InboxRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A group, its messages and where its rows stand. One writer at a time; readers wait for nobody. */
final class Conversation {
    private static final int INITIAL_CAPACITY = 16;

    private final Group group;
    private volatile Log log;
    private volatile Standing standing;

    /** The messages so far. The array is shared with later logs, which fill it further up. */
    private record Log(Message[] messages, int size, User lower, User higher) {
        Message newest() {
            return messages[size - 1];
        }

        Log named(User member) {
            return new Log(
                    messages,
                    size,
                    member.uuid().equals(lower.uuid()) ? member : lower,
                    member.uuid().equals(higher.uuid()) ? member : higher);
        }
    }

    Conversation(Group group, User receiver, Message first, Standing standing) {
        User sender = first.sender();
        boolean fromLower = group.lower().equals(sender.uuid());
        Message[] messages = new Message[INITIAL_CAPACITY];
        messages[0] = first;
        this.group = group;
        this.log = new Log(messages, 1, fromLower ? sender : receiver, fromLower ? receiver : sender);
        this.standing = standing;
    }

    Group group() {
        return group;
    }

    synchronized Message append(Draft draft) {
        Instant earliest = log.newest().createdAt().plus(1, ChronoUnit.MICROS);
        Message message = draft.storedIn(group.uuid(), draft.now().isBefore(earliest) ? earliest : draft.now());
        int size = log.size;
        Message[] messages = size == log.messages.length ? Arrays.copyOf(log.messages, 2 * size) : log.messages;
        messages[size] = message;
        log = new Log(messages, size + 1, log.lower, log.higher).named(draft.sender());
        return message;
    }

    /** Whether that changed anything: whether the user is a member, and had other names. */
    synchronized boolean rename(User member) {
        Log renamed = log.named(member);
        boolean changed = !(renamed.lower.equals(log.lower) && renamed.higher.equals(log.higher));
        log = renamed;
        return changed;
    }

    /** A position is the index of the message that the page before ended with: what is stored stays where it is. */
    Page<Message> newestFirst(Optional<String> position, int limit) {
        Log now = log;
        int end = position.map(Integer::parseInt).orElse(now.size);
        int begin = Math.max(0, end - limit);
        Message[] items = new Message[end - begin];
        for (int i = 0; i < items.length; i++) {
            items[i] = now.messages[end - 1 - i];
        }
        return new Page<>(List.of(items), begin == 0 ? Optional.empty() : Optional.of(Integer.toString(begin)));
    }

    /** Where the rows stand is read first, so that they never seem to be ahead of the messages. */
    InboxRows rows() {
        Standing rows = standing;
        Log now = log;
        return new InboxRows(
                group.uuid(),
                new InboxRows.Row(now.lower, rows.lower().toString()),
                new InboxRows.Row(now.higher, rows.higher().toString()),
                rows.at(),
                now.newest().createdAt(),
                now.newest().text());
    }

    Standing standing() {
        return standing;
    }

    /** Called under the monitors of both inboxes. */
    void standAt(Standing there) {
        standing = there;
    }
}
