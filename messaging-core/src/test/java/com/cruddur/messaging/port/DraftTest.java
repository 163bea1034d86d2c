package com.cruddur.messaging.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DraftTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");
    private static final User SENDER = new User(UUID.randomUUID(), "Andrew", "andrew");

    @Test
    void aDraftIsDatedToTheMicrosecond() {
        assertThat(draft(NOW).now()).isEqualTo(NOW);
        assertThatIllegalArgumentException().isThrownBy(() -> draft(NOW.plusNanos(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> draft(NOW.plusNanos(999)));
    }

    @Test
    void aDraftBecomesTheMessageThatWasGivenAPlace() {
        UUID group = UUID.randomUUID();
        Draft draft = draft(NOW);
        assertThat(draft.storedIn(group, NOW.plusSeconds(1)))
                .isEqualTo(new Message(draft.uuid(), group, SENDER, "hello", NOW.plusSeconds(1)));
    }

    private static Draft draft(Instant now) {
        return new Draft(UUID.randomUUID(), SENDER, new MessageText("hello"), now, Optional.empty());
    }
}
