package com.cruddur.messaging.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTimeTest {
    private static final DateTimeFormatter EXPECTED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

    @Test
    void sixFractionDigitsAndTheOffsetAreAlwaysThere() {
        assertThat(format(Instant.parse("2026-03-01T10:15:30.123456Z"))).isEqualTo("2026-03-01T10:15:30.123456+00:00");
        assertThat(format(Instant.parse("2026-12-31T23:59:59Z"))).isEqualTo("2026-12-31T23:59:59.000000+00:00");
        assertThat(format(Instant.parse("2024-02-29T00:00:00.000001Z"))).isEqualTo("2024-02-29T00:00:00.000001+00:00");
        assertThat(format(Instant.parse("1969-12-31T23:59:59.999999Z"))).isEqualTo("1969-12-31T23:59:59.999999+00:00");
    }

    @Test
    void anyTimeIsWrittenAsThePlatformWritesIt() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextLong(first, last + 1), random.nextInt(1_000_000_000));

            assertThat(format(time)).describedAs("-Dseed=%d", seed).isEqualTo(EXPECTED.format(time));
        }
    }

    private static String format(Instant time) {
        return String.valueOf(WireTime.format(time));
    }
}
