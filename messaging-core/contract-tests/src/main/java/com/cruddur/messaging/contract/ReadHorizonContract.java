package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A member marks messages as read, and the rest is unread: {@link com.cruddur.messaging.port.Inbox#markRead}. */
public interface ReadHorizonContract extends StoreUnderTest {
    @Test
    default void theOthersMessagesAreUnreadUntilTheyAreMarked() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.one(), "second", now);
        chat.post(chat.two(), "third", now);
        Message newest = chat.post(chat.one(), "fourth", now);
        chat.catchUp();
        assertThat(chat.entryOf(chat.two()).unread()).isEqualTo(3);
        assertThat(chat.entryOf(chat.one()).unread()).isEqualTo(1);
        assertThat(chat.entryOf(chat.two()).readUpTo()).isNull();
        assertThat(chat.markRead(chat.two(), newest.createdAt())).contains(newest.createdAt());
        assertThat(chat.entryOf(chat.two()).unread()).isZero();
        assertThat(chat.entryOf(chat.two()).readUpTo()).isEqualTo(newest.createdAt());
        assertThat(chat.entryOf(chat.one()).unread())
                .describedAs("unread of the other")
                .isEqualTo(1);
    }

    @Test
    default void everyTimeHasItsCount() {
        Instant now = Given.now();
        for (int read = 0; read < 7; read++) {
            Chat chat = manyMessages(now);
            List<Message> history = chat.history();
            Instant upTo = history.get(read).createdAt();
            assertThat(chat.markRead(chat.two(), upTo)).contains(upTo);
            assertShows(chat, upTo);
        }
    }

    @Test
    default void aHorizonMovesStepByStep() {
        Chat chat = manyMessages(Given.now());
        List<Message> history = chat.history();
        for (int read : List.of(1, 2, 4, 6)) {
            Instant upTo = history.get(read).createdAt();
            assertThat(chat.markRead(chat.two(), upTo)).contains(upTo);
            assertShows(chat, upTo);
        }
    }

    @Test
    default void aTimeBetweenTwoMessagesStandsForTheEarlierOne() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now.minusSeconds(10));
        Message read = chat.post(chat.one(), "second", now.minusSeconds(5));
        chat.post(chat.one(), "third", now);
        chat.catchUp();
        assertThat(chat.markRead(chat.two(), now.minusSeconds(2))).contains(read.createdAt());
        assertShows(chat, read.createdAt());
        assertThat(chat.markRead(chat.two(), now.minusSeconds(1)))
                .describedAs("a later time before the same message")
                .isEmpty();
    }

    @Test
    default void aTimeBeforeTheFirstMessageMarksNothing() {
        Chat chat = Chat.open(this, Given.now());
        assertThat(chat.markRead(chat.two(), Given.micros(chat.first().createdAt(), -1)))
                .isEmpty();
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), chat.first()));
    }

    @Test
    default void aHorizonNeverMovesBack() {
        Chat chat = manyMessages(Given.now());
        List<Message> history = chat.history();
        Instant horizon = history.get(4).createdAt();
        assertThat(chat.markRead(chat.two(), horizon)).contains(horizon);
        for (int read : List.of(4, 3, 0)) {
            assertThat(chat.markRead(chat.two(), history.get(read).createdAt()))
                    .describedAs("a mark that is no news")
                    .isEmpty();
            assertShows(chat, horizon);
        }
    }

    @Test
    default void aTimeLaterThanTheNewestMessageIsRefused() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message newest = chat.post(chat.one(), "second", now);
        for (long later : List.of(1L, 60_000_000L)) {
            assertRefused(
                    Reason.UP_TO_INVALID, () -> chat.markRead(chat.two(), Given.micros(newest.createdAt(), later)));
        }
        chat.catchUp();
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), newest));
    }

    @Test
    default void onlyAMemberMarksAndFindsAGroup() {
        Chat chat = Chat.open(this, Given.now());
        Instant upTo = chat.first().createdAt();
        UUID stranger = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        for (Instant time : List.of(upTo, upTo.plusSeconds(5), upTo.minusSeconds(5))) {
            assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> store().inbox().markRead(chat.uuid(), stranger, time));
            assertRefused(
                    Reason.MESSAGE_GROUP_NOT_FOUND,
                    () -> store().inbox().markRead(unknown, chat.two().uuid(), time));
        }
        assertThat(store().inbox().find(chat.uuid(), stranger)).isEmpty();
        assertThat(store().inbox().find(unknown, chat.one().uuid())).isEmpty();
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), chat.first()));
    }

    @Test
    default void postingMarksNothing() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message reply = chat.post(chat.two(), "reply", now);
        chat.catchUp();
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), reply));
        assertThat(chat.entryOf(chat.two()).unread()).isOne();
    }

    @Test
    default void ownMessagesMayBeMarked() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Message own = chat.post(chat.two(), "reply", now);
        chat.post(chat.one(), "third", now);
        chat.catchUp();
        assertThat(chat.markRead(chat.two(), own.createdAt())).contains(own.createdAt());
        assertShows(chat, own.createdAt());
    }

    @Test
    default void aHorizonStaysWhenMessagesComeAndNamesChange() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Instant horizon = chat.first().createdAt();
        chat.markRead(chat.two(), horizon);
        chat.markRead(chat.one(), horizon);
        Message newest = chat.post(chat.one(), "second", now);
        chat.catchUp();
        User renamed = new User(chat.one().uuid(), "Renamed", chat.one().handle());
        store().inbox().rename(renamed);
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(renamed, newest, horizon));
        assertThat(chat.entryOf(chat.one())).isEqualTo(chat.entry(chat.two(), newest, horizon));
    }

    @Test
    default void aRetryIsCountedOnce() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        NewMessage message = Given.message(chat.one(), "once", now, Given.key(), "f");
        chat.append(message);
        chat.append(message);
        chat.append(Given.retryOf(message, now.plusSeconds(1)));
        store().messages().appendTo(chat.two(), UUID.randomUUID(), Given.retryOf(message, now.plusSeconds(2)));
        chat.catchUp();
        assertThat(chat.entryOf(chat.two()).unread()).isEqualTo(2);
    }

    @Test
    default void aGroupIsFoundBehindNoMessage() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Instant horizon = chat.first().createdAt();
        assertThat(chat.status(chat.one())).isEqualTo(new GroupStatus(chat.entry(chat.two(), chat.first()), null));
        chat.markRead(chat.two(), horizon);
        Message newest = chat.post(chat.one(), "second", now);
        assertThat(chat.status(chat.two())).isEqualTo(new GroupStatus(chat.entry(chat.one(), newest, horizon), null));
        assertThat(chat.status(chat.one())).isEqualTo(new GroupStatus(chat.entry(chat.two(), newest), horizon));
        chat.markRead(chat.two(), newest.createdAt());
        assertThat(chat.status(chat.one()).otherReadUpTo()).isEqualTo(newest.createdAt());
    }

    @Test
    default void aRowThatIsYetToCatchUpIsMarkedToo() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        chat.post(chat.one(), "second", now);
        Message newest = chat.post(chat.one(), "third", now);
        assertThat(chat.markRead(chat.two(), newest.createdAt())).contains(newest.createdAt());
        assertThat(chat.entryOf(chat.two()).unread()).isZero();
        assertThat(chat.entryOf(chat.two()).readUpTo()).isEqualTo(newest.createdAt());
        chat.catchUp();
        assertShows(chat, newest.createdAt());
    }

    /** Seven messages: one's, one's, two's, one's, two's, one's, one's. */
    private Chat manyMessages(Instant now) {
        Chat chat = Chat.open(this, now);
        for (User sender : List.of(chat.one(), chat.two(), chat.one(), chat.two(), chat.one(), chat.one())) {
            chat.post(sender, "message", now);
        }
        chat.catchUp();
        return chat;
    }

    private static void assertShows(Chat chat, Instant horizon) {
        Message newest = chat.page(null, 1).items().get(0);
        assertThat(chat.entryOf(chat.two())).isEqualTo(chat.entry(chat.one(), newest, horizon));
        assertThat(chat.status(chat.two()).row()).isEqualTo(chat.entry(chat.one(), newest, horizon));
    }
}
