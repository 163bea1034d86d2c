package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.UnreadCount;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The use cases of reading over the store under test. */
public interface MessagingReadContract extends StoreUnderTest {
    @Test
    default void unreadMessagesAreCountedOverAllGroups() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        Message toOne = service.write(two, one, "hello");
        service.post(two, toOne.group(), "again");
        Message second = service.write(service.join("Three"), one, "hello");
        service.write(one, service.join("Four"), "hello");
        List.of(toOne, second).forEach(it -> store().inbox().catchUp(it.group()));
        assertThat(service.as(one).unread()).isEqualTo(new UnreadCount(2, 3, true));
        service.as(one).markRead(toOne.group(), toOne.createdAt());
        assertThat(service.as(one).unread()).isEqualTo(new UnreadCount(2, 2, true));
        service.as(one).markRead(second.group(), second.createdAt());
        assertThat(service.as(one).unread()).isEqualTo(new UnreadCount(1, 1, true));
        assertThat(service.as(two).unread()).isEqualTo(new UnreadCount(0, 0, true));
    }

    @Test
    default void aGroupIsFoundByItsUuidAndByTheOtherMembersHandle() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        User stranger = service.join("Three");
        Message hello = service.write(one, two, "hello");
        service.as(two).markRead(hello.group(), hello.createdAt());
        GroupStatus expected = new GroupStatus(Chat.entry(two, hello, null, List.of(hello)), hello.createdAt());
        assertThat(service.as(one).messageGroup(hello.group())).isEqualTo(expected);
        assertThat(service.as(one).messageGroupWith(two.handle())).contains(expected);
        assertThat(service.as(one).messageGroupWith(stranger.handle())).isEmpty();
        assertThat(service.as(one).messageGroupWith(one.handle())).isEmpty();
        assertThat(service.as(one).messageGroupWith("nobody")).isEmpty();
        assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> service.as(stranger).messageGroup(hello.group()));
    }

    @Test
    default void aMarkIsCheckedBeforeItIsStored() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        Message hello = service.write(one, service.join("Two"), "hello");
        Caller stranger = service.as(service.join("Three"));
        Instant upTo = hello.createdAt();
        List<ThrowingCallable> unknown = List.of(
                () -> stranger.markRead(hello.group(), upTo),
                () -> service.as(one).markRead(UUID.randomUUID(), upTo),
                () -> stranger.messagesAfter(hello.group(), upTo, 5));
        unknown.forEach(it -> assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, it));
        for (Instant wrong : List.of(Given.micros(upTo, 1), upTo.minusNanos(1), Instant.MAX)) {
            assertRefused(Reason.UP_TO_INVALID, () -> service.as(one).markRead(hello.group(), wrong));
        }
        for (int limit : List.of(0, PageRequest.MAX_LIMIT + 1)) {
            assertRefused(Reason.LIMIT_INVALID, () -> service.as(one).messagesAfter(hello.group(), upTo, limit));
        }
        service.as(one).markRead(hello.group(), Instant.EPOCH);
        assertThat(service.as(one).messageGroup(hello.group()).row().readUpTo()).isNull();
    }
}
