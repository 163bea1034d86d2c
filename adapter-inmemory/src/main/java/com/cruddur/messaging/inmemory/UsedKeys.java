package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** The first answer to each idempotency key of each sender. The next write with any key drops expired answers. */
final class UsedKeys {
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

    /** Writes, unless the message's key has an answer. Where writes race with one key, one is done and the others wait for it. */
    Posted answerOrWrite(NewMessage message, Supplier<Message> write) {
        Idempotency idempotency = message.idempotency();
        if (idempotency == null) {
            return new Posted(write.get(), false);
        }
        forgetUntil(message.now());
        AtomicBoolean written = new AtomicBoolean();
        Answer answer = answers.compute(attempt(message, idempotency), (attempt, earlier) -> {
            if (earlier != null && earlier.isKeptAt(message.now())) {
                return earlier;
            }
            Message stored = write.get();
            written.set(true);
            return remember(attempt, idempotency, stored, message.now());
        });
        return new Posted(answer.to(idempotency), !written.get());
    }

    Optional<Message> find(NewMessage message) {
        Idempotency idempotency = message.idempotency();
        return idempotency == null
                ? Optional.empty()
                : Optional.ofNullable(answers.get(attempt(message, idempotency)))
                        .filter(it -> it.isKeptAt(message.now()))
                        .map(it -> it.to(idempotency));
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

    private static Attempt attempt(NewMessage message, Idempotency idempotency) {
        return new Attempt(message.sender().uuid(), idempotency.key());
    }
}
