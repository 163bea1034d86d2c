package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** Values to begin a test with. */
final class Given {
    private Given() {}

    /**
     * The time at which most tests begin. It is near the present, because a store may drop idempotency records that are long
     * over by the time of the machine, and refuse posts that are more than 60 s ahead of it: a test that needs more time than
     * that begins in the past.
     */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    static Instant micros(Instant from, long micros) {
        return from.plus(micros, ChronoUnit.MICROS);
    }

    /** A user that no other test knows. */
    static User user(String name) {
        UUID uuid = UUID.randomUUID();
        return new User(
                uuid, name, name.toLowerCase(Locale.ROOT) + uuid.toString().replace("-", ""));
    }

    static IdempotencyKey key() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    static NewMessage message(User sender, String text, Instant now) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now);
    }

    static NewMessage message(User sender, String text, Instant now, IdempotencyKey key, String fingerprint) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now, new Idempotency(key, fingerprint));
    }

    /** The same request once more, as a sender's retry makes it: with another uuid, at a later time. */
    static NewMessage retryOf(NewMessage message, Instant now) {
        return new NewMessage(UUID.randomUUID(), message.sender(), message.text(), now, message.idempotency());
    }
}
