package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Idempotency;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;

/** What was answered to each sender's idempotency keys. An answer goes with the first keyed write after its time is over. */
final class Answers {
    private final Map<Attempt, Answer> answers = new ConcurrentHashMap<>();
    private final Queue<Answer> oldest = new PriorityBlockingQueue<>(64, Comparator.comparing(Answer::keptUntil));

    private record Attempt(UUID sender, IdempotencyKey key) {}

    private record Answer(Attempt attempt, String fingerprint, Message message, Instant keptUntil) {
        boolean isKeptAt(Instant now) {
            return now.isBefore(keptUntil);
        }

        Message to(Idempotency retry) {
            if (!fingerprint.equals(retry.fingerprint())) {
                throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
            }
            return message;
        }
    }

    /** Writes, unless the draft's key was answered before. Of writes that race with one key, one is made and the others wait. */
    Optional<Message> answerOrWrite(Draft draft, Supplier<Optional<Message>> write) {
        if (draft.idempotency().isEmpty()) {
            return write.get();
        }
        Idempotency idempotency = draft.idempotency().get();
        forgetUntil(draft.now());
        Answer answer = answers.compute(attempt(draft, idempotency), (attempt, earlier) -> {
            if (earlier != null && earlier.isKeptAt(draft.now())) {
                return earlier;
            }
            return write.get()
                    .map(it -> remember(attempt, idempotency, it, draft.now()))
                    .orElse(null);
        });
        return Optional.ofNullable(answer).map(it -> it.to(idempotency));
    }

    Optional<Message> answered(Draft draft) {
        return draft.idempotency()
                .flatMap(idempotency -> Optional.ofNullable(answers.get(attempt(draft, idempotency)))
                        .filter(it -> it.isKeptAt(draft.now()))
                        .map(it -> it.to(idempotency)));
    }

    int size() {
        return answers.size();
    }

    private Answer remember(Attempt attempt, Idempotency idempotency, Message message, Instant now) {
        Answer answer = new Answer(attempt, idempotency.fingerprint(), message, now.plus(Idempotency.KEPT));
        oldest.add(answer);
        return answer;
    }

    private void forgetUntil(Instant now) {
        Answer answer = oldest.peek();
        while (answer != null && !answer.isKeptAt(now) && oldest.remove(answer)) {
            answers.remove(answer.attempt(), answer);
            answer = oldest.peek();
        }
    }

    private static Attempt attempt(Draft draft, Idempotency idempotency) {
        return new Attempt(draft.sender().uuid(), idempotency.key());
    }
}
