package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Faults of a store in recognising a retry. */
final class KeyFaults {
    private KeyFaults() {}

    static final class ForgetsKeys extends SimpleStore {
        @Override
        Posted once(NewMessage message, Supplier<Message> write) {
            return new Posted(write.get(), false);
        }
    }

    static final class SaysThatARetryIsNew extends SimpleStore {
        @Override
        Posted once(NewMessage message, Supplier<Message> write) {
            return new Posted(super.once(message, write).message(), false);
        }
    }

    static final class IgnoresTheRequest extends SimpleStore {
        @Override
        void requireSameRequest(Answer answer, NewMessage message) {}
    }

    static final class SharesKeysOfSenders extends SimpleStore {
        @Override
        Object keyOf(NewMessage message) {
            return message.idempotency().key();
        }
    }

    static final class IgnoresCase extends SimpleStore {
        @Override
        Object keyOf(NewMessage message) {
            return List.of(
                    message.sender().uuid(), message.idempotency().key().value().toLowerCase(Locale.ROOT));
        }
    }

    static final class LooksAtTheGroupFirst extends SimpleStore {
        @Override
        public synchronized Posted append(UUID group, NewMessage message) {
            memberOf(group, message.sender().uuid());
            return super.append(group, message);
        }
    }

    static final class KeepsKeysForEver extends SimpleStore {
        @Override
        boolean isKept(Answer answer, NewMessage message) {
            return true;
        }
    }

    static final class EndsKeysByItsOwnClock extends SimpleStore {
        @Override
        boolean isKept(Answer answer, NewMessage message) {
            return Instant.now().isBefore(answer.now().plus(Idempotency.KEPT));
        }
    }

    static final class UsesUpTheKeyOfARefusedPost extends SimpleStore {
        @Override
        Posted once(NewMessage message, Supplier<Message> write) {
            if (message.idempotency() != null && answer(message).isEmpty()) {
                Message none = message.storedIn(UUID.randomUUID(), message.now());
                answers.put(keyOf(message), new Answer(message.idempotency(), none, message.now()));
                Message stored = write.get();
                answers.put(keyOf(message), new Answer(message.idempotency(), stored, message.now()));
                return new Posted(stored, false);
            }
            return super.once(message, write);
        }
    }

    static final class ReservesAKeyThatIsAskedFor extends SimpleStore {
        @Override
        public synchronized Optional<Message> findByIdempotencyKey(NewMessage message) {
            Optional<Message> found = super.findByIdempotencyKey(message);
            if (found.isEmpty() && message.idempotency() != null) {
                Message none = message.storedIn(UUID.randomUUID(), message.now());
                answers.put(keyOf(message), new Answer(message.idempotency(), none, message.now()));
            }
            return found;
        }
    }
}
