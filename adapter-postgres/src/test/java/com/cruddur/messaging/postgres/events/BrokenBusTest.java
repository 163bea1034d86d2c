package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bus breaks in each way, and the streams are told. */
@Timeout(120)
class BrokenBusTest {
    private final EventsBus bus = new EventsBus();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void everyStreamIsToldThatTheListenersConnectionWasCutAndEventsFlowAgain() throws Exception {
        PostgresEvents one = bus.instance(EventsBus.PATIENT);
        PostgresEvents cut = bus.instance(EventsBus.PATIENT);
        List<Told> streams = IntStream.range(0, 40).mapToObj(i -> Told.of(cut)).toList();
        Told other = Told.of(one);
        List<String> before = bus.processes("messaging-events-listen");
        assertThat(before).hasSize(2);
        before.forEach(bus::end);
        for (Told stream : streams) {
            stream.await(Told.LOST);
        }
        other.await(Told.LOST);
        streams.forEach(it -> it.awaitFlow(one, Told.event(1)));
        Awaitility.await()
                .untilAsserted(() -> assertThat(bus.processes("messaging-events-listen"))
                        .hasSize(2)
                        .doesNotContainAnyElementsOf(before));
    }

    @Test
    void aConnectionThatIsDeadWithoutAnErrorIsFoundByTheHeartbeat() throws Exception {
        try (Relay relay = bus.newRelay()) {
            PostgresEvents one = bus.instance(EventsBus.ALERT);
            PostgresEvents deaf = bus.instance(relay, EventsBus.ALERT);
            Told stream = Told.of(deaf);
            one.publish(List.of(stream.user), Told.event(1));
            stream.await(Told.event(1));
            relay.stall();
            stream.await(Told.LOST);
            stream.awaitFlow(one, Told.event(2));
        }
    }

    @Test
    void afterAReconnectionStreamsAreToldOnceMore() throws Exception {
        try (Relay relay = bus.newRelay()) {
            Told stream = Told.of(bus.instance(relay, EventsBus.LISTENING));
            relay.cutOff();
            stream.await(Told.LOST);
            relay.restore();
            stream.await(Told.LOST);
        }
    }

    @Test
    void anInstanceThatIsSilentWithoutAFarewellIsToldAsALoss() throws Exception {
        try (Relay relay = bus.newRelay()) {
            PostgresEvents hearing = bus.instance(EventsBus.ALERT);
            PostgresEvents killed = bus.instance(relay, EventsBus.PATIENT);
            Told stream = Told.of(hearing);
            killed.publish(List.of(stream.user), Told.event(1));
            assertThat(stream.next()).isEqualTo(Told.event(1));
            relay.cutOff();
            stream.await(Told.LOST);
        }
    }

    @Test
    void anInstanceThatHasJustBegunKnowsTheOthersAtOnceAndNoticesTheirSilence() throws Exception {
        PostgresEvents earlier = bus.instance(EventsBus.QUIET);
        Told.of(earlier);
        Awaitility.await("its first heartbeat")
                .until(() -> bus.processes("messaging-events-send' and query like '%pg_notify%")
                                .size()
                        == 1);
        Told.of(bus.instance(EventsBus.QUIET)).await(Told.LOST);
    }

    @Test
    void streamsOfAnInstanceThatIsCutOffAreToldAgainAndAgainAndNewOnesAreRefused() throws Exception {
        try (Relay relay = bus.newRelay()) {
            PostgresEvents alone = bus.instance(relay, EventsBus.ALERT);
            Told stream = Told.of(alone);
            relay.cutOff();
            for (int i = 0; i < 3; i++) {
                stream.await(Told.LOST);
            }
            assertThatThrownBy(() -> Told.of(alone))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot hear");
            alone.publish(List.of(stream.user), Told.event(1));
            stream.await(Told.event(1));
        }
    }

    @Test
    void aNotifyThatFailedIsSentLater() throws Exception {
        PostgresEvents one = bus.instance(EventsBus.PATIENT);
        Awaitility.await("the sender")
                .until(() -> !bus.processes("messaging-events-send").isEmpty());
        List<String> senders = bus.processes("messaging-events-send");
        PostgresEvents other = bus.instance(EventsBus.PATIENT);
        Told stream = Told.of(other);
        one.publish(List.of(stream.user), Told.event(0));
        assertThat(stream.next()).isEqualTo(Told.event(0));
        senders.forEach(bus::end);
        for (int i = 1; i <= 100; i++) {
            one.publish(List.of(stream.user), Told.event(i));
        }
        for (int i = 1; i <= 100; i++) {
            assertThat(stream.next()).isEqualTo(Told.event(i));
        }
    }

    @Test
    void withoutADatabaseNothingIsSubscribedAndPublishingDoesNotFail() throws Exception {
        Relay relay = bus.newRelay();
        int nobody = relay.port();
        relay.close();
        PostgresEvents alone = bus.instance(bus.through(nobody), EventsBus.PATIENT, 10);
        List<StorageException> refused = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            try {
                Told.of(alone);
            } catch (StorageException e) {
                refused.add(e);
            }
            alone.publish(List.of(new Told().user), Told.event(i));
        }
        assertThat(refused).hasSize(20);
    }
}
