package com.cruddur.messaging.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewMessageTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final User SENDER = new User(UUID.randomUUID(), "Andrew", "andrew");

    @Test
    void aMessageIsDatedToTheMicrosecond() {
        assertThat(message(NOW).now()).isEqualTo(NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> message(NOW.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> message(NOW.plusNanos(999)));
    }

    @Test
    void aMessageIsStoredAtTheTimeThatTheStoreChose() {
        UUID group = UUID.randomUUID();
        NewMessage message = message(NOW);
        assertThat(message.storedIn(group, NOW.plusSeconds(1)))
                .isEqualTo(new Message(message.uuid(), group, SENDER, "hello", NOW.plusSeconds(1)));
    }

    private static NewMessage message(Instant now) {
        return new NewMessage(UUID.randomUUID(), SENDER, new MessageText("hello"), now);
    }
}
