package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A sender's idempotency key makes a post safe to retry, whether it goes to a group or to a user. */
public interface IdempotencyContract extends StoreUnderTest {
    @Test
    default void aRetryOfAPostGetsTheFirstAnswer() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        NewMessage message = Given.message(chat.one(), "once", now, Given.key(), "f");
        Posted posted = chat.append(message);
        chat.post(chat.two(), "meanwhile", now);
        Posted repeated = new Posted(posted.message(), true);
        assertThat(posted.repeated()).isFalse();
        assertThat(chat.append(message).message())
                .describedAs("append of the same message again")
                .isEqualTo(posted.message());
        assertThat(chat.append(Given.retryOf(message, now.plusSeconds(30))))
                .describedAs("append of a retry")
                .isEqualTo(repeated);
        assertThat(chat.texts()).containsExactly("first", "once", "meanwhile");
    }

    @Test
    default void aRetryOfAFirstMessageGetsTheFirstAnswer() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        NewMessage message = Given.message(one, "hello", now, Given.key(), "f");
        UUID group = UUID.randomUUID();
        UUID unused = UUID.randomUUID();
        Posted posted = store().messages().appendTo(two, group, message);
        Posted repeated = new Posted(posted.message(), true);
        assertThat(posted.repeated()).isFalse();
        assertThat(store().messages().appendTo(two, group, message).message())
                .describedAs("appendTo of the same message again")
                .isEqualTo(posted.message());
        assertThat(store().messages().appendTo(two, unused, Given.retryOf(message, now.plusSeconds(30))))
                .describedAs("appendTo of a retry")
                .isEqualTo(repeated);
        assertThat(store().messages().append(group, Given.retryOf(message, now.plusSeconds(60))))
                .describedAs("append of a retry")
                .isEqualTo(repeated);
        assertThat(store().groups().find(unused)).isEmpty();
        assertThat(store().messages()
                        .newestFirst(group, two.uuid(), null, 20)
                        .orElseThrow()
                        .items())
                .containsExactly(posted.message());
    }

    @Test
    default void aRetryOpensNoGroupWithAnotherReceiver() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User three = Given.user("Three");
        NewMessage message = Given.message(chat.one(), "once", now, Given.key(), "f");
        Message first = chat.post(message);
        UUID unused = UUID.randomUUID();
        assertThat(store().messages().appendTo(three, unused, Given.retryOf(message, now)))
                .isEqualTo(new Posted(first, true));
        assertThat(store().groups().find(unused)).isEmpty();
        assertThat(store().groups().findByMembers(chat.one().uuid(), three.uuid()))
                .isEmpty();
        assertThat(Pages.inbox(store(), three)).isEmpty();
    }

    /** The key counts first: a retry gets its answer even where the request would be refused by now. */
    @Test
    default void aRetryIsAnsweredBeforeTheGroupIsLookedAt() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Chat ofOthers = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        NewMessage message = Given.message(chat.one(), "once", now, key, "f");
        Posted repeated = new Posted(chat.post(message), true);
        NewMessage other = Given.message(chat.one(), "that", now, key, "another");
        for (UUID group : List.of(UUID.randomUUID(), ofOthers.uuid())) {
            assertThat(store().messages().append(group, Given.retryOf(message, now)))
                    .isEqualTo(repeated);
            assertRefused(
                    Reason.IDEMPOTENCY_KEY_REUSED, () -> store().messages().append(group, other));
        }
        assertThat(store().messages().appendTo(chat.one(), UUID.randomUUID(), Given.retryOf(message, now)))
                .describedAs("appendTo of a retry to its sender")
                .isEqualTo(repeated);
        assertThat(ofOthers.texts()).containsExactly("first");
    }

    @Test
    default void aKeyIsRefusedForAnotherRequest() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Message first = chat.post(Given.message(chat.one(), "this", now, key, "this"));
        NewMessage other = Given.message(chat.one(), "that", now, key, "that");
        User three = Given.user("Three");
        UUID unused = UUID.randomUUID();
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> chat.post(other));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> store().messages().appendTo(three, unused, other));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> store().messages().findByIdempotencyKey(other));
        assertThat(store().groups().find(unused)).isEmpty();
        assertThat(chat.history()).containsExactly(chat.first(), first);
        assertThat(chat.post(Given.message(chat.one(), "this", now, key, "this")))
                .isEqualTo(first);
    }

    @Test
    default void theKeysOfTwoSendersNeverMeet() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        chat.post(Given.message(chat.one(), "mine", now, key, "mine"));
        chat.post(Given.message(chat.two(), "yours", now, key, "yours"));
        assertThat(chat.texts()).containsExactly("first", "mine", "yours");
    }

    @Test
    default void keysDifferInCaseAndInEveryVisibleCharacter() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<String> keys = List.of("k", "K", "k#", "#k", "k/k", "\"k\"", "~!%20{k}", "k".repeat(255), "k".repeat(254));
        for (int round = 0; round < 2; round++) {
            for (String key : keys) {
                chat.post(Given.message(chat.one(), "under " + key, now, new IdempotencyKey(key), key));
            }
            assertThat(chat.history()).hasSize(1 + keys.size());
        }
    }

    @Test
    default void aKeyIsFreeAgainOnceItsTimeIsOver() {
        Instant over = Given.now().plusSeconds(20);
        Instant now = over.minus(Idempotency.KEPT);
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Message first = chat.post(Given.message(chat.one(), "this", now, key, "this"));
        assertRefused(
                Reason.IDEMPOTENCY_KEY_REUSED,
                () -> chat.post(Given.message(chat.one(), "that", over.minusSeconds(2), key, "that")));
        assertThat(store().messages()
                        .findByIdempotencyKey(Given.message(chat.one(), "this", over.minusSeconds(2), key, "this")))
                .contains(first);
        NewMessage later = Given.message(chat.one(), "that", over.plusSeconds(2), key, "that");
        assertThat(store().messages().findByIdempotencyKey(later)).isEmpty();
        Message second = chat.post(later);
        assertThat(chat.history()).containsExactly(chat.first(), first, second);
        assertThat(chat.post(Given.retryOf(later, over.plusSeconds(4)))).isEqualTo(second);
    }

    /** A key's time runs on the clocks of the messages. A store that reads its own clock would have freed this key by now. */
    @Test
    default void theMessagesClockEndsAKeyAndTheStoresClockDoesNot() {
        Instant past = Given.now().minus(Idempotency.KEPT).minusSeconds(5);
        Chat chat = Chat.open(this, past);
        IdempotencyKey key = Given.key();
        Message first = chat.post(Given.message(chat.one(), "this", past, key, "this"));
        for (Instant now :
                List.of(past.minusSeconds(60), past.plus(Idempotency.KEPT).minusSeconds(2))) {
            assertThat(chat.append(Given.message(chat.one(), "this", now, key, "this")))
                    .isEqualTo(new Posted(first, true));
        }
        assertThat(chat.texts()).containsExactly("first", "this");
    }

    @Test
    default void askingForAnAnswerWritesNothing() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        NewMessage message = Given.message(chat.one(), "once", now, Given.key(), "f");
        assertThat(store().messages().findByIdempotencyKey(message)).isEmpty();
        assertThat(store().messages().findByIdempotencyKey(Given.message(chat.one(), "without a key", now)))
                .isEmpty();
        assertThat(chat.history()).containsExactly(chat.first());
        Message stored = chat.post(message);
        assertThat(store().messages().findByIdempotencyKey(Given.retryOf(message, now)))
                .contains(stored);
        assertThat(chat.history()).containsExactly(chat.first(), stored);
    }

    @Test
    default void aRefusedPostLeavesItsKeyFree() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        NewMessage message = Given.message(chat.one(), "this", now, key, "this");
        assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> store().messages().append(UUID.randomUUID(), message));
        assertRefused(
                Reason.MESSAGE_TO_SELF, () -> store().messages().appendTo(chat.one(), UUID.randomUUID(), message));
        assertThat(store().messages().findByIdempotencyKey(message)).isEmpty();
        NewMessage other = Given.message(chat.one(), "that", now, key, "that");
        assertThat(chat.append(other).repeated()).isFalse();
        assertThat(chat.texts()).containsExactly("first", "that");
    }

    @Test
    default void racingRetriesStoreOneMessageAndAllGetIt() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (int round = 1; round <= 5; round++) {
            NewMessage message = Given.message(chat.one(), "round " + round, now, Given.key(), "f");
            List<Posted> answers = Race.run(16, i -> chat.append(Given.retryOf(message, Given.micros(now, i))));
            assertOneIsNew(answers);
            assertThat(chat.history())
                    .hasSize(1 + round)
                    .contains(answers.get(0).message());
        }
    }

    @Test
    default void racingFirstMessagesWithOneKeyStoreOneMessageAndAllGetIt() {
        Instant now = Given.now();
        for (int pair = 0; pair < 5; pair++) {
            User one = Given.user("One");
            User two = Given.user("Two");
            NewMessage message = Given.message(one, "hello", now, Given.key(), "f");
            List<Posted> answers =
                    Race.run(16, i -> store().messages().appendTo(two, UUID.randomUUID(), Given.retryOf(message, now)));
            assertOneIsNew(answers);
            assertThat(Pages.inbox(store(), two)).hasSize(1);
            assertThat(store().messages()
                            .newestFirst(answers.get(0).message().group(), two.uuid(), null, 20)
                            .orElseThrow()
                            .items())
                    .containsExactly(answers.get(0).message());
        }
    }

    @Test
    default void aRetryIsRecognisedWhileItRacesOnBothWays() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User three = Given.user("Three");
        NewMessage message = Given.message(chat.one(), "once", now, Given.key(), "f");
        List<Posted> answers = Race.run(16, i -> {
            NewMessage retry = Given.retryOf(message, now);
            return i % 2 == 0 ? chat.append(retry) : store().messages().appendTo(three, UUID.randomUUID(), retry);
        });
        assertOneIsNew(answers);
        assertThat(chat.history().size() + Pages.inbox(store(), three).size())
                .describedAs("the first message, and one more in one of the groups")
                .isEqualTo(2);
    }

    private static void assertOneIsNew(List<Posted> answers) {
        assertThat(answers.stream().map(Posted::message).collect(Collectors.toSet()))
                .describedAs("the messages that racing retries were answered with")
                .hasSize(1);
        assertThat(answers)
                .filteredOn(it -> !it.repeated())
                .describedAs("the answers that say the message is new")
                .hasSize(1);
    }
}
