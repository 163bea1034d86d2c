package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsedKeysTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30Z");

    private final UsedKeys keys = new UsedKeys();

    @Test
    void aWriteOfAnySenderDropsExpiredAnswers() {
        for (int i = 0; i < 100; i++) {
            write("key " + i, NOW.plusSeconds(i));
        }
        assertThat(keys.size()).isEqualTo(100);
        write("at the end of the fortieth", NOW.plusSeconds(39).plus(Idempotency.KEPT));
        assertThat(keys.size()).isEqualTo(61);
        write("much later", NOW.plusSeconds(1_000).plus(Idempotency.KEPT));
        assertThat(keys.size()).isEqualTo(2);
    }

    private void write(String key, Instant now) {
        User sender = new User(UUID.randomUUID(), "Andrew", "andrew");
        Idempotency idempotency = new Idempotency(new IdempotencyKey(key.replace(' ', '-')), "fingerprint");
        NewMessage message = new NewMessage(UUID.randomUUID(), sender, new MessageText("hello"), now, idempotency);
        keys.answerOrWrite(message, () -> message.storedIn(UUID.randomUUID(), now));
    }
}
