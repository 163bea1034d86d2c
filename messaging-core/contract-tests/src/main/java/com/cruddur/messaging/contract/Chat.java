package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group that a test opened, and the steps that a test takes in it. */
record Chat(MessageStore store, User one, User two, MessageGroup group, Message first) {
    /** Opens a group of two new users. Its first message is of the first user, and says {@code first}. */
    static Chat open(StoreUnderTest of, Instant now) {
        return open(of, Given.user("One"), Given.user("Two"), now);
    }

    static Chat open(StoreUnderTest of, User one, User two, Instant now) {
        return open(of, one, two, "first", now);
    }

    static Chat open(StoreUnderTest of, User one, User two, String text, Instant now) {
        UUID uuid = UUID.randomUUID();
        Posted posted = of.store().messages().appendTo(two, uuid, Given.message(one, text, now));
        assertThat(posted.repeated())
                .describedAs("appendTo of a new pair says repeated")
                .isFalse();
        assertThat(posted.message().group())
                .describedAs("appendTo of a new pair answers the new group")
                .isEqualTo(uuid);
        return new Chat(of.store(), one, two, MessageGroup.of(uuid, one.uuid(), two.uuid()), posted.message());
    }

    UUID uuid() {
        return group.uuid();
    }

    Message post(User sender, String text, Instant now) {
        return post(Given.message(sender, text, now));
    }

    Message post(NewMessage message) {
        return append(message).message();
    }

    Posted append(NewMessage message) {
        return store.messages().append(group.uuid(), message);
    }

    void catchUp() {
        store.inbox().catchUp(group.uuid());
    }

    /** A page as the first member reads it. */
    Page<Message> page(@Nullable String position, int limit) {
        return store.messages()
                .newestFirst(group.uuid(), one.uuid(), position, limit)
                .orElseThrow(() -> new AssertionError("newestFirst finds no group for its member"));
    }

    /** All messages, oldest first, read in one page. */
    List<Message> history() {
        return Pages.reversed(Pages.all(it -> page(it, 1_000)));
    }

    List<String> texts() {
        return history().stream().map(Message::text).toList();
    }

    InboxEntry entryOf(User member) {
        List<InboxEntry> entries = new ArrayList<>(Pages.inbox(store, member));
        entries.removeIf(it -> !it.group().equals(group.uuid()));
        assertThat(entries)
                .describedAs("the inbox rows that a member has of the group")
                .hasSize(1);
        return entries.get(0);
    }

    /** The row that a member who has marked nothing sees once it shows this message. */
    InboxEntry entry(User other, Message message) {
        return entry(other, message, null);
    }

    /** The row of a member who has read up to a time, with a count that is made by hand. */
    InboxEntry entry(User other, Message shown, @Nullable Instant readUpTo) {
        return entry(other, shown, readUpTo, history());
    }

    static InboxEntry entry(User other, Message shown, @Nullable Instant readUpTo, List<Message> history) {
        long unread = history.stream()
                .filter(it -> it.sender().uuid().equals(other.uuid()))
                .filter(it -> !it.createdAt().isAfter(shown.createdAt()))
                .filter(it -> readUpTo == null || it.createdAt().isAfter(readUpTo))
                .count();
        return new InboxEntry(
                shown.group(),
                other,
                shown.text(),
                shown.createdAt(),
                shown.sender().uuid(),
                unread,
                readUpTo);
    }

    Optional<Instant> markRead(User reader, Instant upTo) {
        return store.inbox().markRead(group.uuid(), reader.uuid(), upTo);
    }

    /** The group as its member finds it, behind no message. */
    GroupStatus status(User member) {
        return store.inbox()
                .find(group.uuid(), member.uuid())
                .orElseThrow(() -> new AssertionError("find finds no group for its member"));
    }
}
