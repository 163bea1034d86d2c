package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alice and Bob have a group of three messages, whose rows stand at the first; Alice and Carol have none. */
final class World {
    final User alice;
    final User aliceRenamed;
    final User bob;
    final User carol;
    final UUID group;
    final Instant newest;
    final MessageText text = new MessageText("said " + UUID.randomUUID());
    final Optional<IdempotencyKey> key =
            Optional.of(new IdempotencyKey(UUID.randomUUID().toString()));
    private final UseCases messaging;

    /** @param messaging the use cases of {@code people}, without faults */
    World(People people, UseCases messaging) {
        this.messaging = messaging;
        alice = people.add("Alice");
        aliceRenamed = new User(alice.uuid(), "Alice anew", alice.handle());
        bob = people.add("Bob");
        carol = people.add("Carol");
        group = messaging
                .postFirst(alice.handle(), bob.handle(), new MessageText("one"), Optional.empty())
                .group();
        messaging.post(bob.handle(), group, new MessageText("two"), Optional.empty());
        newest = messaging
                .post(alice.handle(), group, new MessageText("three"), Optional.empty())
                .createdAt();
    }

    void post() {
        messaging.post(alice.handle(), group, text, Optional.empty());
    }

    void refresh() {
        messaging.refreshInboxes(group);
    }

    private List<Message> history(User reader, UUID ofGroup) {
        return messaging
                .listMessages(reader.handle(), ofGroup, PageRequest.first(100))
                .items();
    }

    List<InboxEntry> inbox(User reader) {
        return messaging.listMessageGroups(reader.handle(), PageRequest.first()).items();
    }

    /** How often the text is in the groups of Alice. */
    long timesSaid() {
        return inbox(alice).stream()
                .flatMap(it -> history(alice, it.group()).stream())
                .filter(it -> it.text().equals(text.value()))
                .count();
    }

    void assertRowsStandAtTheNewest() {
        for (User member : List.of(alice, bob)) {
            List<Message> history = history(member, group);
            Message newest = history.get(history.size() - 1);
            assertThat(inbox(member))
                    .filteredOn(it -> it.group().equals(group))
                    .singleElement()
                    .matches(it -> it.preview().equals(newest.text()))
                    .matches(it -> it.lastMessageAt().equals(newest.createdAt()));
        }
    }

    boolean markRead(UseCases by) {
        by.markRead(bob.handle(), group, newest);
        return true;
    }

    void assertBobHasReadAll() {
        assertThat(inbox(bob))
                .singleElement()
                .matches(it -> it.unread() == 0)
                .matches(it -> newest.equals(it.readUpTo()));
    }

    void assertAliceIsRenamed() {
        assertThat(inbox(bob)).extracting(InboxEntry::other).containsExactly(aliceRenamed);
        assertThat(inbox(alice)).extracting(InboxEntry::other).contains(bob);
    }
}
