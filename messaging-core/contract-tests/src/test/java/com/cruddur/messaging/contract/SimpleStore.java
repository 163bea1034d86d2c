package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store as simple as can be: lists under one lock. Its steps are methods of their own, so that a fault can replace one. */
class SimpleStore extends SimpleAnswers implements MessageStore, Messages, MessageGroups, Inbox {
    final List<StoredGroup> storedGroups = new CopyOnWriteArrayList<>();

    /** A group, its messages, the names and horizons of its members, and the message that the inbox rows show. */
    static final class StoredGroup {
        final MessageGroup group;
        final Map<UUID, User> names = new HashMap<>();
        final Map<UUID, Instant> readUpTo = new ConcurrentHashMap<>();
        final List<Message> messages = new CopyOnWriteArrayList<>();
        Message shown;

        StoredGroup(MessageGroup group) {
            this.group = group;
        }

        Message newest() {
            return messages.get(messages.size() - 1);
        }
    }

    @Override
    public Messages messages() {
        return this;
    }

    @Override
    public MessageGroups groups() {
        return this;
    }

    @Override
    public Inbox inbox() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public synchronized Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
        return storedGroup(group).filter(it -> includes(it, reader)).map(it -> page(it, position, limit));
    }

    @Override
    public synchronized Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return storedGroup(group).filter(it -> includes(it, reader)).map(it -> {
            List<Message> later = it.messages.stream()
                    .filter(message -> isAfter(message, after))
                    .toList();
            List<Message> items = later.subList(0, Math.min(limit, later.size()));
            return new Page<>(
                    items,
                    items.size() == later.size()
                            ? Optional.empty()
                            : Optional.of(items.get(limit - 1).createdAt().toString()));
        });
    }

    boolean isAfter(Message message, Instant time) {
        return message.createdAt().isAfter(time);
    }

    @Override
    public synchronized Posted append(UUID group, NewMessage message) {
        return once(message, () -> write(memberOf(group, message.sender().uuid()), message));
    }

    @Override
    public synchronized Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return once(message, () -> {
            MessageGroup group = MessageGroup.of(newGroup, message.sender().uuid(), receiver.uuid());
            return write(between(group).orElseGet(() -> open(group, receiver)), message);
        });
    }

    @Override
    public synchronized Optional<Message> findByIdempotencyKey(NewMessage message) {
        return Optional.ofNullable(message.idempotency())
                .flatMap(it -> answer(message))
                .map(Answer::message);
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return storedGroup(group).map(it -> it.group);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return storedGroups.stream()
                .map(it -> it.group)
                .filter(it -> !one.equals(another) && it.includes(one) && it.includes(another))
                .findFirst();
    }

    @Override
    public synchronized Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        List<InboxEntry> rows = new ArrayList<>(rows(user));
        rows.sort(order().reversed());
        int from = position == null ? 0 : after(rows, position);
        List<InboxEntry> items = rows.subList(from, Math.min(rows.size(), from + limit));
        return new Page<>(
                items, from + limit < rows.size() ? Optional.of(place(items.get(limit - 1))) : Optional.empty());
    }

    @Override
    public synchronized Optional<GroupStatus> find(UUID group, UUID user) {
        return storedGroup(group).filter(it -> includes(it, user)).map(it -> {
            UUID other = it.group.other(user);
            return new GroupStatus(row(it, user, newestOf(it)), it.readUpTo.get(other));
        });
    }

    Message newestOf(StoredGroup of) {
        return of.newest();
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        synchronized (this) {
            StoredGroup of = memberOf(group, reader);
            requireNotLater(of, upTo);
            Optional<Instant> horizon = of.messages.stream()
                    .map(Message::createdAt)
                    .filter(it -> !it.isAfter(upTo))
                    .reduce((earlier, later) -> later)
                    .filter(it -> isNews(of, reader, it));
            horizon.ifPresent(it -> of.readUpTo.put(reader, it));
            return horizon;
        }
    }

    boolean isNews(StoredGroup of, UUID reader, Instant horizon) {
        Instant before = of.readUpTo.get(reader);
        return before == null || horizon.isAfter(before);
    }

    void requireNotLater(StoredGroup of, Instant upTo) {
        if (upTo.isAfter(of.newest().createdAt())) {
            throw new MessagingException(Reason.UP_TO_INVALID);
        }
    }

    @Override
    public void catchUp(UUID group) {}

    @Override
    public synchronized int rename(User user) {
        return (int) storedGroups.stream()
                .filter(it -> it.group.includes(user.uuid()))
                .filter(it -> !user.equals(it.names.put(user.uuid(), user)))
                .count();
    }

    StoredGroup open(MessageGroup group, User receiver) {
        StoredGroup opened = new StoredGroup(group);
        opened.names.put(receiver.uuid(), receiver);
        storedGroups.add(opened);
        return opened;
    }

    Message write(StoredGroup to, NewMessage message) {
        Message stored = message.storedIn(to.group.uuid(), timeOf(to, message));
        to.messages.add(stored);
        to.names.put(message.sender().uuid(), message.sender());
        show(to, stored);
        return stored;
    }

    Instant timeOf(StoredGroup to, NewMessage message) {
        Instant earliest =
                to.messages.isEmpty() ? Instant.MIN : to.newest().createdAt().plus(1, ChronoUnit.MICROS);
        return message.now().isBefore(earliest) ? earliest : message.now();
    }

    void show(StoredGroup to, Message stored) {
        to.shown = stored;
    }

    boolean includes(StoredGroup storedGroup, UUID user) {
        return storedGroup.group.includes(user);
    }

    /** A position is the number of messages that are older than the page. */
    Page<Message> page(StoredGroup of, String position, int limit) {
        int end = position == null ? of.messages.size() : number(position, of.messages.size());
        int begin = Math.max(0, end - limit);
        List<Message> items = Pages.reversed(of.messages.subList(begin, end));
        return new Page<>(items, begin == 0 ? Optional.empty() : Optional.of(String.valueOf(begin)));
    }

    int number(String position, int max) {
        if (!position.matches("[0-9]{1,6}") || Integer.parseInt(position) > max) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return Integer.parseInt(position);
    }

    List<InboxEntry> rows(UUID user) {
        return storedGroups.stream()
                .filter(it -> it.shown != null && it.group.includes(user))
                .map(it -> row(it, user))
                .toList();
    }

    InboxEntry row(StoredGroup of, UUID user) {
        return row(of, user, of.shown);
    }

    InboxEntry row(StoredGroup of, UUID user, Message shown) {
        return new InboxEntry(
                of.group.uuid(),
                of.names.get(of.group.other(user)),
                shown.text(),
                shown.createdAt(),
                shown.sender().uuid(),
                unread(of, user, shown),
                of.readUpTo.get(user));
    }

    long unread(StoredGroup of, UUID user, Message shown) {
        Instant readUpTo = of.readUpTo.getOrDefault(user, Instant.MIN);
        return of.messages.stream()
                .filter(it -> !it.sender().uuid().equals(user))
                .filter(it -> !it.createdAt().isAfter(shown.createdAt()))
                .filter(it -> it.createdAt().isAfter(readUpTo))
                .count();
    }

    Comparator<InboxEntry> order() {
        return Comparator.comparing(SimpleStore::place);
    }

    private static int after(List<InboxEntry> rows, String position) {
        if (!position.matches("[0-9]{20} .{36}")) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return (int)
                rows.stream().filter(it -> place(it).compareTo(position) >= 0).count();
    }

    static String place(InboxEntry row) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, row.lastMessageAt());
        return String.format("%020d %s", micros, row.group());
    }

    StoredGroup memberOf(UUID group, UUID user) {
        return storedGroup(group)
                .filter(it -> includes(it, user))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    Optional<StoredGroup> storedGroup(UUID group) {
        return storedGroups.stream().filter(it -> it.group.uuid().equals(group)).findFirst();
    }

    Optional<StoredGroup> between(MessageGroup pair) {
        return storedGroups.stream()
                .filter(it -> it.group.members().equals(pair.members()))
                .findFirst();
    }
}
