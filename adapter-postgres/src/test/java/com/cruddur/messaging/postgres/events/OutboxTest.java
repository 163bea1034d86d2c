package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final UUID instance = UUID.randomUUID();

    private static List<UUID> users(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private List<List<Hint>> messages(Outbox outbox) throws Exception {
        List<List<Hint>> messages = new ArrayList<>();
        for (String text = outbox.next(0); text != null; text = outbox.next(0)) {
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(8_000);
            BusMessage message = BusMessage.read(text);
            assertThat(message.instance()).isEqualTo(instance);
            messages.add(((BusMessage.Hints) message).hints());
        }
        return messages;
    }

    @Test
    void manyHintsGoIntoOneMessageAndAllOfThemAreSentInOrder() throws Exception {
        Outbox outbox = new Outbox(instance, 10_000);
        List<UUID> users = users(2);
        for (int i = 1; i <= 1_000; i++) {
            outbox.add(users, Told.event(i));
        }
        assertThat(outbox.settled()).isZero();
        List<List<Hint>> messages = messages(outbox);
        assertThat(messages).hasSizeLessThan(50);
        assertThat(messages.stream().flatMap(List::stream))
                .isEqualTo(LongStream.rangeClosed(1, 1_000)
                        .mapToObj(i -> new Hint(i, users, Told.event((int) i)))
                        .toList());
        assertThat(outbox.settled()).isEqualTo(1_000);
    }

    @Test
    void aHintForManyUsersIsSplit() throws Exception {
        Outbox outbox = new Outbox(instance, 100);
        List<UUID> users = users(1_001);
        outbox.add(users, Told.event(1));
        assertThat(messages(outbox).stream().flatMap(List::stream).flatMap(it -> it.users().stream()))
                .isEqualTo(users);
    }

    @Test
    void hintsThatFindNoRoomLeaveAGapWhichTheLastNumberTells() throws Exception {
        Outbox outbox = new Outbox(instance, 3);
        for (int i = 0; i < 5; i++) {
            outbox.add(users(1), Told.event(i));
        }
        assertThat(messages(outbox))
                .singleElement()
                .satisfies(it -> assertThat(it).extracting(Hint::number).containsExactly(1L, 2L, 3L));
        assertThat(outbox.settled()).isEqualTo(5);
        outbox.add(users(1), Told.event(6));
        assertThat(outbox.settled()).isEqualTo(5);
        assertThat(messages(outbox))
                .singleElement()
                .satisfies(it -> assertThat(it).extracting(Hint::number).containsExactly(6L));
    }
}
