package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A group that a test opened, and what the test does with it. */
record Chat(Store store, User one, User two, Group group, Message first) {
    /** The first message in it is of the first user, and says {@code first}. */
    static Chat open(Store store, Instant now) {
        return open(store, Given.user("One"), Given.user("Two"), now);
    }

    static Chat open(Store store, User one, User two, Instant now) {
        return open(store, one, two, "first", now);
    }

    static Chat open(Store store, User one, User two, String text, Instant now) {
        Group group = Group.of(UUID.randomUUID(), one.uuid(), two.uuid());
        Optional<Message> first = store.groups().open(group, two, Given.draft(one, text, now));
        assertThat(first).describedAs("the first message of a new pair").isPresent();
        return new Chat(store, one, two, group, first.get());
    }

    Message post(User sender, String text, Instant now) {
        return post(Given.draft(sender, text, now));
    }

    Message post(Draft draft) {
        return store.messages().append(group, draft);
    }

    boolean refresh() {
        return new Inboxes(store.groups()).refresh(group.uuid());
    }

    /** All messages, oldest first, read in one page. */
    List<Message> history() {
        return Pages.reversed(Pages.all(it -> store.messages().newestFirst(group.uuid(), it, 1_000)));
    }

    List<String> texts() {
        return history().stream().map(Message::text).toList();
    }

    InboxEntry entryOf(User member) {
        List<InboxEntry> entries = new ArrayList<>(Pages.inbox(store, member));
        entries.removeIf(it -> !it.group().equals(group.uuid()));
        assertThat(entries).describedAs("rows of the group in a member's inbox").hasSize(1);
        return entries.get(0);
    }
}
