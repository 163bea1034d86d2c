package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.port.UsedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The contract of {@link StoreContents}: what is posted is read, and what is added is as if it had been posted. */
public interface StoreContentsContract extends StoreUnderTest {
    /** The contents of the store under test. */
    StoreContents contents();

    @Test
    default void aPostedGroupIsGivenOnceWithItsNamesAndItsNewestTime() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User renamed = new User(chat.two().uuid(), "Two Renamed", chat.two().handle());
        Message newest = chat.post(renamed, "second", now.plusSeconds(1));
        chat.catchUp();
        Message read = chat.first();
        chat.markRead(chat.two(), read.createdAt());
        StoredGroup expected = new StoredGroup(
                chat.uuid(),
                Conversation.inOrder(chat.group(), chat.one(), renamed),
                newest.createdAt(),
                false,
                Conversation.inOrder(
                        chat.group(), chat.one(), new ReadState(1, 0, null), new ReadState(1, 1, read.createdAt())));
        List<StoredGroup> given = new ArrayList<>();
        contents().groups(given::add);
        assertThat(given).filteredOn(it -> it.uuid().equals(chat.uuid())).containsExactly(expected);
        assertThat(contents().find(chat.uuid())).contains(expected);
        assertThat(contents().find(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void allMessagesOfAGroupAreGivenOldestFirst() {
        Instant now = Given.now().minusSeconds(30);
        Chat chat = Chat.open(this, now);
        for (int i = 0; i < 45; i++) {
            chat.post(
                    i % 2 == 0 ? chat.two() : chat.one(),
                    NastyTexts.all().get(i % NastyTexts.all().size()),
                    now);
        }
        assertThat(messagesOf(chat.uuid())).hasSize(46).isEqualTo(chat.history());
        assertThat(messagesOf(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void aUsedKeyIsGivenWithItsAnswer() {
        Instant now = Given.now().minusSeconds(30);
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Message answer = chat.post(Given.message(chat.two(), "with a key", now.plusSeconds(1), key, "print"));
        List<UsedKey> keys = keysOf(chat.two(), now);
        assertThat(keys).hasSize(1);
        UsedKey used = keys.get(0);
        assertThat(used.usedAt()).isBetween(now.plusSeconds(1), now.plusSeconds(2));
        assertThat(used)
                .isEqualTo(new UsedKey(
                        chat.two().uuid(),
                        new Idempotency(key, "print"),
                        used.usedAt(),
                        chat.uuid(),
                        answer.createdAt()));
        assertThat(keysOf(chat.two(), now.plusSeconds(3))).isEmpty();
    }

    @Test
    default void anAddedGroupIsAsIfItHadBeenPosted() {
        Conversation added = Conversation.of(25);
        contents().add(added.group(false), added.stream());
        assertThat(contents().find(added.uuid())).contains(added.group(false));
        assertThat(messagesOf(added.uuid())).isEqualTo(added.messages());
        assertThat(store().groups()
                        .findByMembers(added.one().uuid(), added.two().uuid()))
                .contains(added.group(false).group());
        Chat chat = added.chat(this);
        assertThat(chat.history()).isEqualTo(added.messages());
        assertThat(Pages.inbox(store(), added.one())).containsExactly(chat.entry(added.two(), added.newest()));
        assertThat(Pages.inbox(store(), added.two())).containsExactly(chat.entry(added.one(), added.newest()));
        Message next = chat.post(added.two(), "next", added.messages().get(0).createdAt());
        assertThat(next.createdAt()).isEqualTo(Given.micros(added.newest().createdAt(), 1));
        chat.catchUp();
        assertThat(Pages.inbox(store(), added.one())).containsExactly(chat.entry(added.two(), next));
        assertThat(store().messages()
                        .appendTo(
                                added.one(),
                                UUID.randomUUID(),
                                Given.message(added.two(), "first contact", next.createdAt()))
                        .message()
                        .group())
                .isEqualTo(added.uuid());
    }

    @Test
    default void aGroupThatIsAddedAgainGetsTheMessagesThatItLacks() {
        Conversation added = Conversation.of(30);
        Conversation begun = added.first(20);
        contents().add(begun.group(false), begun.stream());
        contents().add(begun.group(false), begun.stream());
        contents().add(added.group(false), added.stream());
        contents().add(begun.group(false), begun.stream());
        Chat chat = added.chat(this);
        chat.catchUp();
        assertThat(chat.history()).isEqualTo(added.messages());
        assertThat(Pages.inbox(store(), added.one())).containsExactly(chat.entry(added.two(), added.newest()));
        assertThat(Pages.inbox(store(), added.two())).containsExactly(chat.entry(added.one(), added.newest()));
    }

    @Test
    default void aGroupThatIsAddedAgainGetsTheNamesThatChanged() {
        Conversation added = Conversation.of(3);
        contents().add(added.group(false), added.stream());
        User renamed = new User(added.two().uuid(), "Two Renamed", added.two().handle());
        StoredGroup again = new StoredGroup(
                added.uuid(),
                Conversation.inOrder(added.group(false).group(), added.one(), renamed),
                added.newest().createdAt(),
                false,
                added.group(false).reading());
        contents().add(again, added.stream());
        assertThat(contents().find(added.uuid())).contains(again);
        assertThat(Pages.inbox(store(), added.one()))
                .containsExactly(added.chat(this).entry(renamed, added.newest()));
    }

    @Test
    default void anAddedGroupHasItsHorizonsAndItsUnreadMessages() {
        Conversation added = Conversation.of(20);
        Message read = added.messages().get(9);
        contents().add(added.read(read, 0), added.stream());
        assertThat(contents().find(added.uuid())).contains(added.read(read, 0));
        Chat chat = added.chat(this);
        assertThat(chat.entryOf(added.two())).isEqualTo(chat.entry(added.one(), added.newest(), read.createdAt()));
        assertThat(chat.entryOf(added.one())).isEqualTo(chat.entry(added.two(), added.newest()));
        Message further = added.messages().get(14);
        assertThat(chat.markRead(added.two(), further.createdAt())).contains(further.createdAt());
        assertThat(chat.entryOf(added.two())).isEqualTo(chat.entry(added.one(), added.newest(), further.createdAt()));
        chat.post(added.one(), "next", added.newest().createdAt());
        chat.catchUp();
        assertThat(chat.entryOf(added.two()).unread())
                .isEqualTo(chat.entry(added.one(), chat.history().get(20), further.createdAt())
                        .unread());
    }

    @Test
    default void messagesFromBeforeTheCountsBeganCountAsReadUntilTheFirstMark() {
        Conversation added = Conversation.of(30);
        StoredGroup counted = added.read(null, 7);
        contents().add(counted, added.stream());
        assertThat(contents().find(added.uuid())).contains(counted);
        Chat chat = added.chat(this);
        assertThat(chat.entryOf(added.two()).unread()).isEqualTo(3);
        for (int read : new int[] {2, 11, 29}) {
            Message upTo = added.messages().get(read);
            assertThat(chat.markRead(added.two(), upTo.createdAt())).contains(upTo.createdAt());
            assertThat(chat.entryOf(added.two())).isEqualTo(chat.entry(added.one(), added.newest(), upTo.createdAt()));
            assertThat(contents().find(added.uuid())).contains(added.read(upTo, 7));
        }
    }

    @Test
    default void aGroupThatIsAddedAgainGetsTheHorizonsThatMoved() {
        Conversation added = Conversation.of(20);
        contents().add(added.read(added.messages().get(3), 0), added.stream());
        StoredGroup further = added.read(added.messages().get(12), 0);
        contents().add(further, added.stream());
        assertThat(contents().find(added.uuid())).contains(further);
        assertThat(added.chat(this).entryOf(added.two()).readUpTo())
                .isEqualTo(added.messages().get(12).createdAt());
    }

    @Test
    default void aHorizonThatHasMovedFurtherHereStays() {
        Conversation added = Conversation.of(20);
        contents().add(added.read(added.messages().get(3), 0), added.stream());
        Instant further = added.messages().get(12).createdAt();
        added.chat(this).markRead(added.two(), further);
        contents().add(added.read(added.messages().get(5), 0), added.stream());
        assertThat(contents().find(added.uuid()))
                .contains(added.read(added.messages().get(12), 0));
        assertThat(added.chat(this).entryOf(added.two()))
                .isEqualTo(added.chat(this).entry(added.one(), added.newest(), further));
    }

    @Test
    default void groupsOfOneInstantAreAllInTheInbox() {
        User one = Given.user("One");
        Instant at = Given.now().minusSeconds(30);
        List<Conversation> added = Stream.generate(() -> Conversation.of(one, Given.user("Other"), 1, at))
                .limit(12)
                .toList();
        added.forEach(it -> contents().add(it.group(false), it.stream()));
        assertThat(Pages.inbox(store(), one))
                .extracting(InboxEntry::group)
                .containsExactlyInAnyOrderElementsOf(
                        added.stream().map(Conversation::uuid).toList());
    }

    @Test
    default void anExtraGroupIsReadableAndGetsNoFirstContacts() {
        Conversation main = Conversation.of(3);
        Conversation extra =
                Conversation.of(main.one(), main.two(), 2, main.newest().createdAt());
        contents().add(extra.group(true), extra.stream());
        contents().add(main.group(false), main.stream());
        assertThat(contents().find(extra.uuid())).contains(extra.group(true));
        assertThat(contents().find(main.uuid())).contains(main.group(false));
        assertThat(Pages.inbox(store(), main.two()))
                .extracting(InboxEntry::group)
                .containsExactlyInAnyOrder(extra.uuid(), main.uuid());
        assertThat(extra.chat(this).history()).isEqualTo(extra.messages());
        assertThat(store().groups().findByMembers(main.one().uuid(), main.two().uuid()))
                .contains(main.group(false).group());
    }

    @Test
    default void aSecondGroupOfAPairThatIsNotExtraIsRefused() {
        Conversation main = Conversation.of(3);
        Conversation second =
                Conversation.of(main.one(), main.two(), 2, main.newest().createdAt());
        contents().add(main.group(false), main.stream());
        assertThatThrownBy(() -> contents().add(second.group(false), second.stream()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(contents().find(second.uuid())).isEmpty();
        assertThat(store().groups().find(second.uuid())).isEmpty();
        assertThat(Pages.inbox(store(), main.one()))
                .extracting(InboxEntry::group)
                .containsExactly(main.uuid());
    }

    @Test
    default void aRetryUnderAnAddedKeyGetsTheFirstAnswer() {
        Conversation added = Conversation.of(3);
        Message answer = added.messages().get(1);
        Idempotency idempotency = new Idempotency(Given.key(), "print");
        UsedKey key =
                new UsedKey(answer.sender().uuid(), idempotency, answer.createdAt(), added.uuid(), answer.createdAt());
        assertThat(contents().add(key)).describedAs("a key before its message").isFalse();
        contents().add(added.group(false), added.stream());
        assertThat(contents().add(key)).isTrue();
        assertThat(contents().add(key)).isTrue();
        NewMessage retry = Given.message(
                answer.sender(), answer.text(), answer.createdAt().plusSeconds(5), idempotency.key(), "print");
        assertThat(store().messages().append(added.uuid(), retry)).isEqualTo(new Posted(answer, true));
        assertThat(keysOf(answer.sender(), answer.createdAt())).hasSize(1);
    }

    private List<Message> messagesOf(UUID group) {
        try (Stream<Message> messages = contents().messages(group)) {
            return messages.toList();
        }
    }

    private List<UsedKey> keysOf(User sender, Instant since) {
        List<UsedKey> keys = new ArrayList<>();
        contents().usedKeys(since, keys::add);
        return keys.stream().filter(it -> it.sender().equals(sender.uuid())).toList();
    }
}
