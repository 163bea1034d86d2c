package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Strangers and bad input are refused by {@link com.cruddur.messaging.application.Messaging}, and leave nothing behind. */
public interface MessagingAccessContract extends StoreUnderTest {
    @Test
    default void aStrangerCannotTellAGroupThatExistsFromOneThatDoesNot() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        User stranger = service.join("Stranger");
        Message hello = service.write(one, two, "hello");
        service.post(two, hello.group(), "reply");
        String membersCursor =
                service.messages(one, hello.group(), 1, null).next().orElse(null);
        for (UUID group : List.of(hello.group(), UUID.randomUUID())) {
            IdempotencyKey key = Given.key();
            List<ThrowingCallable> attempts = List.of(
                    () -> service.messages(stranger, group, 20, null),
                    () -> service.messages(stranger, group, 1, membersCursor),
                    () -> service.messages(stranger, group, 1, "forged"),
                    () -> service.post(stranger, group, "let me in"),
                    () -> service.post(stranger, group, "let me in", key));
            attempts.forEach(it -> assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, it));
        }
        assertThat(service.inbox(stranger, 20, null).items()).isEmpty();
        assertThat(service.messages(two, hello.group(), 20, null).items())
                .extracting(Message::text)
                .containsExactly("hello", "reply");
    }

    @Test
    default void aCallerWithoutAUserIsRefusedEverything() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        Message hello = service.write(one, service.join("Two"), "hello");
        for (String subject :
                new String[] {null, "", " \u2003", UUID.randomUUID().toString(), one.handle(), "\u0000"}) {
            Reason reason = subject == null || subject.isBlank() ? Reason.SUBJECT_BLANK : Reason.USER_UNKNOWN;
            MessageText text = new MessageText("let me in");
            Caller nobody = service.messaging().as(subject);
            List<ThrowingCallable> attempts = List.of(
                    () -> nobody.messages(hello.group()),
                    () -> nobody.messages(UUID.randomUUID()),
                    () -> nobody.messageGroups(),
                    () -> nobody.messageGroup(hello.group()),
                    () -> nobody.messageGroupWith(one.handle()),
                    () -> nobody.messagesAfter(hello.group(), hello.createdAt(), 5),
                    () -> nobody.markRead(hello.group(), hello.createdAt()),
                    () -> nobody.unread(),
                    () -> nobody.me(),
                    () -> nobody.subscribe(event -> {}),
                    () -> nobody.post(hello.group(), text),
                    () -> nobody.postTo(one.handle(), text),
                    () -> nobody.postTo(one.uuid(), text),
                    () -> nobody.postTo("", text));
            attempts.forEach(it -> assertRefused(reason, it));
        }
        assertThat(service.messages(one, hello.group(), 20, null).items()).containsExactly(hello);
    }

    @Test
    default void aFirstMessageNeedsAnotherUserAsItsReceiver() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        Caller caller = service.as(one);
        MessageText text = new MessageText("hello");
        for (String blank : new String[] {null, "", " ", "\t\n", "\u3000"}) {
            assertRefused(Reason.USER_RECEIVER_HANDLE_BLANK, () -> caller.postTo(blank, text));
        }
        for (IdempotencyKey key : new IdempotencyKey[] {null, Given.key()}) {
            assertRefused(Reason.USER_RECEIVER_NOT_FOUND, () -> caller.postTo("nobody", text, key));
            assertRefused(Reason.MESSAGE_TO_SELF, () -> caller.postTo(one.handle(), text, key));
        }
        assertThat(service.inbox(one, 20, null).items()).isEmpty();
    }

    @Test
    default void aUserIsFoundByHandleWithoutACaller() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        assertThat(service.messaging().user(one.handle())).isEqualTo(one);
        assertRefused(Reason.USER_NOT_FOUND, () -> service.messaging().user("nobody"));
        assertRefused(Reason.USER_NOT_FOUND, () -> service.messaging().user(""));
    }

    @Test
    default void aCursorIsForOneListAndOneCaller() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        Message hello = service.write(one, two, "hello");
        service.post(one, hello.group(), "second");
        Message other = service.write(one, service.join("Three"), "hello");
        service.post(one, other.group(), "second");
        // A group that moves between two pages may be on neither.
        store().inbox().catchUp(hello.group());
        store().inbox().catchUp(other.group());
        String ofMessages = service.messages(one, hello.group(), 1, null).next().orElse(null);
        String ofInbox = service.inbox(one, 1, null).next().orElse(null);
        assertThat(ofMessages).isNotNull();
        assertThat(ofInbox).isNotNull();
        List<ThrowingCallable> attempts = List.of(
                () -> service.messages(two, hello.group(), 1, ofMessages),
                () -> service.messages(one, other.group(), 1, ofMessages),
                () -> service.messages(one, hello.group(), 1, ofInbox),
                () -> service.inbox(one, 1, ofMessages),
                () -> service.inbox(two, 1, ofInbox),
                () -> service.inbox(one, 1, ""),
                () -> service.messages(one, hello.group(), 1, "AAAAAAAAAAAAAAAAAAAAAAAAAAAA"));
        attempts.forEach(it -> assertRefused(Reason.CURSOR_INVALID, it));
        assertThat(service.messages(one, hello.group(), 1, ofMessages).items()).containsExactly(hello);
        assertThat(service.inbox(one, 1, ofInbox).items()).hasSize(1);
    }
}
