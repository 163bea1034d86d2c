package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The answers that {@link SimpleStore} keeps for retries. Its steps are methods of their own, so that a fault can replace one. */
class SimpleAnswers {
    final Map<Object, Answer> answers = new HashMap<>();

    record Answer(Idempotency idempotency, Message message, Instant now) {}

    Posted once(NewMessage message, Supplier<Message> write) {
        Optional<Answer> answer = message.idempotency() == null ? Optional.empty() : answer(message);
        if (answer.isPresent()) {
            return new Posted(answer.get().message(), true);
        }
        Message stored = write.get();
        if (message.idempotency() != null) {
            answers.put(keyOf(message), new Answer(message.idempotency(), stored, message.now()));
        }
        return new Posted(stored, false);
    }

    Optional<Answer> answer(NewMessage message) {
        Optional<Answer> kept = Optional.ofNullable(answers.get(keyOf(message))).filter(it -> isKept(it, message));
        kept.ifPresent(it -> requireSameRequest(it, message));
        return kept;
    }

    Object keyOf(NewMessage message) {
        return List.of(message.sender().uuid(), message.idempotency().key());
    }

    boolean isKept(Answer answer, NewMessage message) {
        return message.now().isBefore(answer.now().plus(Idempotency.KEPT));
    }

    void requireSameRequest(Answer answer, NewMessage message) {
        if (!answer.idempotency().fingerprint().equals(message.idempotency().fingerprint())) {
            throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
        }
    }
}
