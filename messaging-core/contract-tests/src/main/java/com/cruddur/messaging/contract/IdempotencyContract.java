package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Idempotency;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a sender's idempotency key does, whether it comes with a post or with a first contact. */
public interface IdempotencyContract extends Store {
    @Test
    default void aRetryOfAPostAnswersWhatTheFirstAttemptAnswered() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Draft draft = Given.draft(chat.one(), "once", now, Given.key(), "f");
        Message answer = chat.post(draft);
        chat.post(chat.two(), "meanwhile", now);
        assertThat(chat.post(draft)).describedAs("the same draft again").isEqualTo(answer);
        assertThat(chat.post(Given.retryOf(draft, now.plusSeconds(30)))).isEqualTo(answer);
        assertThat(chat.texts()).containsExactly("first", "once", "meanwhile");
    }

    @Test
    default void aRetryOfAFirstContactAnswersWhatTheFirstAttemptAnswered() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        Draft draft = Given.draft(one, "hello", now, Given.key(), "f");
        Group group = Group.of(UUID.randomUUID(), one.uuid(), two.uuid());
        Optional<Message> answer = groups().open(group, two, draft);
        Group another = Group.of(UUID.randomUUID(), one.uuid(), two.uuid());
        assertThat(answer).isPresent();
        assertThat(groups().open(group, two, draft))
                .describedAs("the same draft again")
                .isEqualTo(answer);
        assertThat(groups().open(another, two, Given.retryOf(draft, now.plusSeconds(30))))
                .isEqualTo(answer);
        assertThat(messages().append(group, Given.retryOf(draft, now.plusSeconds(60))))
                .isEqualTo(answer.get());
        assertThat(groups().find(another.uuid())).isEmpty();
        assertThat(new Chat(this, one, two, group, answer.get()).history()).containsExactly(answer.get());
    }

    @Test
    default void aRetryOfAPostIsRecognisedWhereItWouldOpenAGroup() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User three = Given.user("Three");
        Draft draft = Given.draft(chat.one(), "once", now, Given.key(), "f");
        Message answer = chat.post(draft);
        Group fresh = Group.of(UUID.randomUUID(), chat.one().uuid(), three.uuid());
        assertThat(groups().open(fresh, three, Given.retryOf(draft, now))).contains(answer);
        assertThat(groups().find(fresh.uuid())).isEmpty();
        assertThat(groups().between(chat.one().uuid(), three.uuid())).isEmpty();
        assertThat(Pages.inbox(this, three)).isEmpty();
    }

    @Test
    default void aKeyIsNotTakenForAnotherRequest() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Message answer = chat.post(Given.draft(chat.one(), "this", now, key, "this"));
        Draft other = Given.draft(chat.one(), "that", now, key, "that");
        User three = Given.user("Three");
        Group fresh = Group.of(UUID.randomUUID(), chat.one().uuid(), three.uuid());
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> chat.post(other));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> groups().open(fresh, three, other));
        assertRefused(Reason.IDEMPOTENCY_KEY_REUSED, () -> messages().answered(other));
        assertThat(groups().find(fresh.uuid())).isEmpty();
        assertThat(chat.history()).containsExactly(chat.first(), answer);
        assertThat(chat.post(Given.draft(chat.one(), "this", now, key, "this"))).isEqualTo(answer);
    }

    @Test
    default void theKeysOfTwoSendersNeverMeet() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        chat.post(Given.draft(chat.one(), "mine", now, key, "mine"));
        chat.post(Given.draft(chat.two(), "yours", now, key, "yours"));
        assertThat(chat.texts()).containsExactly("first", "mine", "yours");
    }

    @Test
    default void keysDifferInCaseAndInEveryVisibleCharacter() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<String> keys = List.of("k", "K", "k#", "#k", "k/k", "\"k\"", "~!%20{k}", "k".repeat(255), "k".repeat(254));
        for (String key : keys) {
            chat.post(Given.draft(chat.one(), "under " + key, now, new IdempotencyKey(key), key));
        }
        assertThat(chat.history()).hasSize(1 + keys.size());
        for (String key : keys) {
            chat.post(Given.draft(chat.one(), "under " + key, now, new IdempotencyKey(key), key));
        }
        assertThat(chat.history()).hasSize(1 + keys.size());
    }

    @Test
    default void aKeyIsFreeAgainOnceItsTimeIsOver() {
        Instant over = Given.now().plusSeconds(20);
        Instant now = over.minus(Idempotency.KEPT);
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Message first = chat.post(Given.draft(chat.one(), "this", now, key, "this"));
        assertRefused(
                Reason.IDEMPOTENCY_KEY_REUSED,
                () -> chat.post(Given.draft(chat.one(), "that", over.minusSeconds(2), key, "that")));
        assertThat(messages().answered(Given.draft(chat.one(), "this", over.minusSeconds(2), key, "this")))
                .contains(first);
        Draft later = Given.draft(chat.one(), "that", over.plusSeconds(2), key, "that");
        assertThat(messages().answered(later)).isEmpty();
        Message second = chat.post(later);
        assertThat(chat.history()).containsExactly(chat.first(), first, second);
        assertThat(chat.post(Given.retryOf(later, over.plusSeconds(4)))).isEqualTo(second);
    }

    @Test
    default void askingForAnAnswerWritesNothing() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Draft draft = Given.draft(chat.one(), "once", now, Given.key(), "f");
        assertThat(messages().answered(draft)).isEmpty();
        assertThat(messages().answered(Given.draft(chat.one(), "without a key", now)))
                .isEmpty();
        assertThat(chat.history()).containsExactly(chat.first());
        Message answer = chat.post(draft);
        assertThat(messages().answered(Given.retryOf(draft, now))).contains(answer);
        assertThat(chat.history()).containsExactly(chat.first(), answer);
    }

    @Test
    default void whatIsRefusedOrNotWrittenLeavesItsKeyFree() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        IdempotencyKey key = Given.key();
        Group unknown = Group.of(UUID.randomUUID(), chat.one().uuid(), UUID.randomUUID());
        Draft draft = Given.draft(chat.one(), "this", now, key, "this");
        assertRefused(Reason.MESSAGE_GROUP_NOT_FOUND, () -> messages().append(unknown, draft));
        Group second = Group.of(UUID.randomUUID(), chat.one().uuid(), chat.two().uuid());
        assertThat(groups().open(second, chat.two(), draft))
                .describedAs("a second group of a pair")
                .isEmpty();
        assertThat(messages().answered(draft)).isEmpty();
        Draft other = Given.draft(chat.one(), "that", now, key, "that");
        assertThat(chat.post(other).uuid()).isEqualTo(other.uuid());
    }

    @Test
    default void racingRetriesStoreOneMessageAndAllAnswerIt() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        Draft draft = Given.draft(chat.one(), "once", now, Given.key(), "f");
        List<Message> answers = Race.run(16, i -> chat.post(Given.retryOf(draft, Given.micros(now, i))));
        assertThat(chat.history()).hasSize(2).contains(answers.get(0));
        assertThat(answers).containsOnly(answers.get(0));
    }

    @Test
    default void racingFirstContactsWithOneKeyAllAnswerOneMessage() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        Draft draft = Given.draft(one, "hello", now, Given.key(), "f");
        List<Optional<Message>> answers = Race.run(
                16,
                i -> groups().open(
                                Group.of(UUID.randomUUID(), one.uuid(), two.uuid()), two, Given.retryOf(draft, now)));
        assertThat(answers.get(0)).isPresent();
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(Pages.inbox(this, two)).hasSize(1);
    }

    @Test
    default void aRetryIsRecognisedWhileItRacesFromBothWays() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        User three = Given.user("Three");
        Draft draft = Given.draft(chat.one(), "once", now, Given.key(), "f");
        List<Message> answers = Race.run(16, i -> {
            Draft retry = Given.retryOf(draft, now);
            Group fresh = Group.of(UUID.randomUUID(), chat.one().uuid(), three.uuid());
            return i % 2 == 0
                    ? chat.post(retry)
                    : groups().open(fresh, three, retry).orElseThrow();
        });
        assertThat(answers).containsOnly(answers.get(0));
        assertThat(chat.history().size() + Pages.inbox(this, three).size())
                .describedAs("the first message, and one more in one of the groups")
                .isEqualTo(2);
    }
}
