package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The use cases over the store under test: {@link com.cruddur.messaging.application.Messaging}. */
public interface MessagingContract extends StoreUnderTest {
    @Test
    default void twoPeopleTalk() {
        TestClock clock = new TestClock(Given.now());
        Service service = new Service(this, clock);
        User one = service.join("One");
        User two = service.join("Two");
        Message hello = service.write(one, two, "hello");
        clock.move(Duration.ofSeconds(1));
        Message reply = service.post(two, hello.group(), " how are you? ");
        assertThat(hello.sender()).isEqualTo(one);
        assertThat(reply.sender()).isEqualTo(two);
        assertThat(reply.text()).isEqualTo(" how are you? ");
        for (User reader : List.of(one, two)) {
            assertThat(service.messages(reader, hello.group(), 20, null).items())
                    .containsExactly(hello, reply);
        }
        store().inbox().catchUp(hello.group());
        assertThat(service.inbox(one, 20, null).items())
                .containsExactly(Chat.entry(two, reply, null, List.of(hello, reply)));
        assertThat(service.inbox(two, 20, null).items())
                .containsExactly(Chat.entry(one, reply, null, List.of(hello, reply)));
    }

    @Test
    default void timesAreCutToTheMicrosecond() {
        TestClock clock = new TestClock(Given.now().plusNanos(999));
        Service service = new Service(this, clock);
        Message hello = service.write(service.join("One"), service.join("Two"), "hello");
        assertThat(hello.createdAt()).isEqualTo(clock.instant().minusNanos(999));
    }

    @Test
    default void aSecondFirstMessageGoesToTheGroupThatThePairHas() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        Message hello = service.write(one, two, "hello");
        Message again = service.write(one, two, "hello again");
        Message back = service.write(two, one, "hello yourself");
        assertThat(List.of(again.group(), back.group())).containsOnly(hello.group());
        assertThat(service.messages(two, hello.group(), 20, null).items()).containsExactly(hello, again, back);
        assertThat(service.inbox(one, 20, null).items()).hasSize(1);
    }

    @Test
    default void thirtyTwoRacingFirstContactsFromBothSidesShareOneGroup() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        List<Message> sent = Race.run(
                32,
                i -> i % 2 == 0 ? service.write(one, two, "from one " + i) : service.write(two, one, "from two " + i));
        assertThat(sent).extracting(Message::group).containsOnly(sent.get(0).group());
        UUID group = sent.get(0).group();
        for (User reader : List.of(one, two)) {
            assertThat(service.messages(reader, group, 100, null).items()).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(service.inbox(reader, 20, null).items())
                    .extracting(InboxEntry::group)
                    .containsExactly(group);
        }
    }

    @Test
    default void aFirstMessageGoesToAUserByUuidToo() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        MessageText text = new MessageText("hello");
        Message hello = service.as(one).postTo(two.uuid(), text, key).message();
        assertThat(service.as(one).postTo(two.uuid(), text, key)).isEqualTo(new Posted(hello, true));
        Message back = service.as(two)
                .postTo(one.uuid(), new MessageText("hello yourself"))
                .message();
        assertThat(service.messages(one, hello.group(), 20, null).items()).containsExactly(hello, back);
        UUID nobody = UUID.randomUUID();
        assertRefused(Reason.USER_RECEIVER_NOT_FOUND, () -> service.as(one).postTo(nobody, text));
        assertRefused(Reason.MESSAGE_TO_SELF, () -> service.as(one).postTo(one.uuid(), text));
    }

    @Test
    default void aRetriedFirstContactIsAnsweredAsTheFirstTime() {
        TestClock clock = new TestClock(Given.now().minus(Duration.ofHours(24)));
        Service service = new Service(this, clock);
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        Message hello = service.write(one, two.handle(), "hello", key).message();
        service.post(two, hello.group(), "meanwhile");
        clock.move(Duration.ofHours(24));
        assertThat(service.write(one, two.handle(), "hello", key)).isEqualTo(new Posted(hello, true));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> service.write(one, two.handle(), "something else", key));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> service.post(one, hello.group(), "hello", key));
        assertThat(service.messages(one, hello.group(), 20, null).items()).hasSize(2);
    }

    @Test
    default void aRetryIsAnsweredAfterTheReceiversHandleHasChanged() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        Message hello = service.write(one, two.handle(), "hello", key).message();
        service.rename(two, "renamed" + two.handle());
        assertThat(service.write(one, two.handle(), "hello", key)).isEqualTo(new Posted(hello, true));
        service.rename(one, two.handle());
        assertThat(service.write(one, two.handle(), "hello", key)).isEqualTo(new Posted(hello, true));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> service.write(one, two.handle(), "something else", key));
    }

    @Test
    default void aRetryReachesNoOtherUserAfterTheHandleHasChangedHands() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        User three = service.join("Three");
        IdempotencyKey key = Given.key();
        Message hello = service.write(one, two.handle(), "hello", key).message();
        service.rename(two, "renamed" + two.handle());
        service.rename(three, two.handle());
        assertThat(service.write(one, two.handle(), "hello", key)).isEqualTo(new Posted(hello, true));
        assertThat(service.inbox(three, 20, null).items()).isEmpty();
    }

    @Test
    default void aRetriedPostIsAnsweredAsTheFirstTime() {
        TestClock clock = new TestClock(Given.now().minus(Duration.ofHours(24)));
        Service service = new Service(this, clock);
        User one = service.join("One");
        Message hello = service.write(one, service.join("Two"), "hello");
        Message elsewhere = service.write(one, service.join("Three"), "hello");
        IdempotencyKey key = Given.key();
        Message second = service.post(one, hello.group(), "second", key).message();
        clock.move(Duration.ofHours(24));
        assertThat(service.post(one, hello.group(), "second", key)).isEqualTo(new Posted(second, true));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> service.post(one, hello.group(), "second ", key));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> service.post(one, elsewhere.group(), "second", key));
        assertThat(service.messages(one, hello.group(), 20, null).items()).containsExactly(hello, second);
        assertThat(service.messages(one, elsewhere.group(), 20, null).items()).containsExactly(elsewhere);
    }

    @Test
    default void racingRetriesOfAFirstContactStoreOneMessage() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        List<Message> answers =
                Race.run(16, i -> service.write(one, two.handle(), "hello", key).message());
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(service.messages(two, answers.get(0).group(), 20, null).items())
                .hasSize(1);
    }

    @Test
    default void cursorsLeadBackToTheFirstMessageAtEveryPageSizeDuringPosts() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        Message hello = service.write(one, two, "hello");
        List<Message> before = new ArrayList<>(List.of(hello));
        for (int i = 0; i < 6; i++) {
            before.add(service.post(two, hello.group(), "message " + i));
        }
        for (int limit = 1; limit <= 8; limit++) {
            List<Message> meanwhile = new ArrayList<>();
            int size = limit;
            List<Message> paged = Pages.all(
                    cursor -> newestFirst(service.messages(two, hello.group(), size, cursor)),
                    () -> meanwhile.add(service.post(one, hello.group(), "meanwhile")));
            assertThat(Pages.reversed(paged)).describedAs("pages of %s", limit).isEqualTo(before);
            before.addAll(meanwhile);
        }
    }

    @Test
    default void cursorsLeadThroughTheInboxAtEveryPageSize() {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        List<UUID> groups = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            groups.add(service.write(one, service.join("Other"), "hello").group());
        }
        for (int size = 1; size <= 6; size++) {
            int limit = size;
            List<InboxEntry> paged = Pages.all(cursor -> service.inbox(one, limit, cursor));
            assertThat(paged).extracting(InboxEntry::group).containsExactlyInAnyOrderElementsOf(groups);
        }
    }

    private static Page<Message> newestFirst(Page<Message> page) {
        return new Page<>(Pages.reversed(page.items()), page.next());
    }
}
