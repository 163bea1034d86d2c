package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Idempotency;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
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

    /** A user whom no other test knows. */
    static User user(String name) {
        UUID uuid = UUID.randomUUID();
        return new User(
                uuid, name, name.toLowerCase(Locale.ROOT) + uuid.toString().replace("-", ""));
    }

    static IdempotencyKey key() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    static Draft draft(User sender, String text, Instant now) {
        return draft(sender, text, now, Optional.empty());
    }

    static Draft draft(User sender, String text, Instant now, IdempotencyKey key, String fingerprint) {
        return draft(sender, text, now, Optional.of(new Idempotency(key, fingerprint)));
    }

    private static Draft draft(User sender, String text, Instant now, Optional<Idempotency> idempotency) {
        return new Draft(UUID.randomUUID(), sender, new MessageText(text), now, idempotency);
    }

    /** The same request once more, as a sender's retry makes it: another uuid, a later time. */
    static Draft retryOf(Draft draft, Instant now) {
        return new Draft(UUID.randomUUID(), draft.sender(), draft.text(), now, draft.idempotency());
    }
}
