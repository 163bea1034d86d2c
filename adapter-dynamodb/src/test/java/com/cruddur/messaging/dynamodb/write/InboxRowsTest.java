package com.cruddur.messaging.dynamodb.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Horizon;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InboxRowsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:30.123456Z");

    @Test
    void rowsAreBehindWhereAMessageIsNewer() {
        assertThat(rows(NOW, NOW).areBehind()).isFalse();
        assertThat(rows(NOW, NOW.plus(1, ChronoUnit.MICROS)).areBehind()).isTrue();
        assertThat(rows(NOW.plus(1, ChronoUnit.MICROS), NOW).areBehind()).isFalse();
    }

    private static InboxRows rows(Instant standAt, Instant newestAt) {
        InboxRows.Row row = new InboxRows.Row(new User(UUID.randomUUID(), "Andrew", "andrew"), "here", 0, Horizon.NONE);
        return new InboxRows(UUID.randomUUID(), row, row, time(standAt), time(newestAt), "hello", null);
    }

    private static StoredTime time(Instant instant) {
        return new StoredTime(instant.toString(), instant);
    }
}
