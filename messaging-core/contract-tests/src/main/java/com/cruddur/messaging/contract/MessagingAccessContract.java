package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Whom {@link com.cruddur.messaging.application.Messaging} refuses, and that a refusal leaves nothing behind. */
public interface MessagingAccessContract extends Store {
    @Test
    default void aStrangerCannotTellAGroupThatExistsFromOneThatDoesNot() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        User stranger = service.join("Stranger");
        Message hello = service.write(one, two, "hello");
        service.post(two, hello.group(), "reply");
        Optional<String> membersCursor =
                service.messages(one, hello.group(), 1, Optional.empty()).next();
        for (UUID group : List.of(hello.group(), UUID.randomUUID())) {
            IdempotencyKey key = Given.key();
            List<ThrowingCallable> attempts = List.of(
                    () -> service.messages(stranger, group, 20, Optional.empty()),
                    () -> service.messages(stranger, group, 1, membersCursor),
                    () -> service.messages(stranger, group, 1, Optional.of("forged")),
                    () -> service.post(stranger, group, "let me in"),
                    () -> service.post(stranger, group, "let me in", key));
            attempts.forEach(it -> assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, it));
        }
        assertThat(service.inbox(stranger, 20, Optional.empty()).items()).isEmpty();
        assertThat(service.messages(two, hello.group(), 20, Optional.empty()).items())
                .extracting(Message::text)
                .containsExactly("hello", "reply");
    }

    @Test
    default void whoIsNobodyHereMayDoNothing() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        Message hello = service.write(one, service.join("Two"), "hello");
        Messaging messaging = service.messaging();
        for (String subject :
                new String[] {null, "", " \u2003", UUID.randomUUID().toString(), one.handle(), "\u0000"}) {
            Reason reason = subject == null || subject.isBlank() ? Reason.COGNITO_USER_ID_BLANK : Reason.USER_UNKNOWN;
            MessageText text = new MessageText("let me in");
            List<ThrowingCallable> attempts = List.of(
                    () -> messaging.listMessages(subject, hello.group(), PageRequest.first()),
                    () -> messaging.listMessages(subject, UUID.randomUUID(), PageRequest.first()),
                    () -> messaging.listMessageGroups(subject, PageRequest.first()),
                    () -> messaging.post(subject, hello.group(), text, Optional.empty()),
                    () -> messaging.postFirst(subject, one.handle(), text, Optional.empty()),
                    () -> messaging.postFirst(subject, "", text, Optional.empty()));
            attempts.forEach(it -> assertRefused(reason, it));
        }
        assertThat(service.messages(one, hello.group(), 20, Optional.empty()).items())
                .containsExactly(hello);
    }

    @Test
    default void aFirstMessageNeedsAReceiverWhoIsSomebodyElse() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        Messaging messaging = service.messaging();
        MessageText text = new MessageText("hello");
        String subject = Service.subjectOf(one);
        for (String blank : new String[] {null, "", " ", "\t\n", "\u3000"}) {
            assertRefused(
                    Reason.USER_RECEIVER_HANDLE_BLANK,
                    () -> messaging.postFirst(subject, blank, text, Optional.empty()));
        }
        for (Optional<IdempotencyKey> key : List.of(Optional.<IdempotencyKey>empty(), Optional.of(Given.key()))) {
            assertRefused(Reason.USER_RECEIVER_NOT_FOUND, () -> messaging.postFirst(subject, "nobody", text, key));
            assertRefused(Reason.MESSAGE_TO_SELF, () -> messaging.postFirst(subject, one.handle(), text, key));
        }
        assertThat(service.inbox(one, 20, Optional.empty()).items()).isEmpty();
    }

    @Test
    default void aUserIsShownToEverybodyByHandle() {
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
        Optional<String> ofMessages =
                service.messages(one, hello.group(), 1, Optional.empty()).next();
        Optional<String> ofInbox = service.inbox(one, 1, Optional.empty()).next();
        assertThat(ofMessages).isPresent();
        assertThat(ofInbox).isPresent();
        List<ThrowingCallable> attempts = List.of(
                () -> service.messages(two, hello.group(), 1, ofMessages),
                () -> service.messages(one, other.group(), 1, ofMessages),
                () -> service.messages(one, hello.group(), 1, ofInbox),
                () -> service.inbox(one, 1, ofMessages),
                () -> service.inbox(two, 1, ofInbox),
                () -> service.inbox(one, 1, Optional.of("")),
                () -> service.messages(one, hello.group(), 1, Optional.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")));
        attempts.forEach(it -> assertRefused(Reason.CURSOR_INVALID, it));
        assertThat(service.messages(one, hello.group(), 1, ofMessages).items()).containsExactly(hello);
        assertThat(service.inbox(one, 1, ofInbox).items()).hasSize(1);
    }

    @Test
    default void refreshingAGroupThatDoesNotExistDoesNothing() {
        Service service = new Service(this, new TestClock(Given.now()));
        UUID unknown = UUID.randomUUID();
        assertThat(service.messaging().refreshInboxes(unknown)).isFalse();
        assertThat(groups().find(unknown)).isEmpty();
    }
}
