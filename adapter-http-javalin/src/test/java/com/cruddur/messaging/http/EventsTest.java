package com.cruddur.messaging.http;

import static com.cruddur.messaging.http.EventReader.READY;
import static com.cruddur.messaging.http.TestServer.ANDREW;
import static com.cruddur.messaging.http.TestServer.BAYKO;
import static com.cruddur.messaging.http.TestServer.LONDO;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What open streams are told, and who is told it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventsTest {
    private static final int MORE_THAN_THE_THREADS = 250;

    private final TestServer server = new TestServer();
    private final OpenStreams streams = new OpenStreams(server);

    @AfterEach
    void close() throws Exception {
        streams.close();
        server.close();
    }

    @Test
    void aPostIsToldToAllDevicesOfBothUsersAndToNobodyElse() throws Exception {
        List<EventReader> devices =
                List.of(streams.open(ANDREW), streams.open(ANDREW), streams.open(BAYKO), streams.open(BAYKO));
        EventReader stranger = streams.open(LONDO);

        Message message = server.messaging
                .as("sub-andrew")
                .post(server.group, new MessageText("Guten Tag"))
                .message();

        String told = "event: message\ndata: {\"message_group_uuid\":\"" + server.group + "\",\"uuid\":\""
                + message.uuid() + "\",\"user_uuid\":\"" + server.andrew.uuid() + "\",\"created_at\":\""
                + String.valueOf(WireTime.format(message.createdAt())) + "\"}\n";
        for (EventReader device : devices) {
            assertThat(device.next()).isEqualTo(told);
        }
        server.events.publishToAll(new Event.EventsLost());
        assertThat(stranger.next()).isEqualTo(READY);
    }

    @Test
    void aMarkOfReadingIsToldToBothUsers() throws Exception {
        EventReader andrew = streams.open(ANDREW);
        EventReader bayko = streams.open(BAYKO);
        Message message =
                server.messaging.as("sub-andrew").messages(server.group).items().get(0);

        server.messaging.as("sub-bayko").markRead(server.group, message.createdAt());

        String told = "event: read\ndata: {\"message_group_uuid\":\"" + server.group + "\",\"user_uuid\":\""
                + server.bayko.uuid() + "\",\"up_to\":\"" + String.valueOf(WireTime.format(message.createdAt()))
                + "\"}\n";
        assertThat(andrew.next()).isEqualTo(told);
        assertThat(bayko.next()).isEqualTo(told);
    }

    @Test
    void lostEventsAreToldAsReady() throws Exception {
        EventReader andrew = streams.open(ANDREW);

        server.events.publish(List.of(server.andrew.uuid()), new Event.EventsLost());

        assertThat(andrew.next()).isEqualTo(READY);
    }

    @Test
    void anEventDuringTheSubscriptionFollowsReady() throws Exception {
        UUID group = UUID.randomUUID();
        server.afterSubscription = () -> server.events.publish(
                List.of(server.andrew.uuid()), new Event.ReadFurther(group, server.bayko.uuid(), Instant.EPOCH));

        EventReader andrew = streams.open(ANDREW);

        assertThat(andrew.next()).contains(group.toString());
    }

    @Test
    void manyMoreStreamsThanThreadsHoldNone() throws Exception {
        for (int i = 0; i < MORE_THAN_THE_THREADS; i++) {
            String token = "token-" + i / 10;
            server.addUser("user" + i / 10, token);
            streams.open(token);
        }

        assertThat(server.get("/api/message_groups", ANDREW).statusCode()).isEqualTo(200);
        server.events.publishToAll(new Event.EventsLost());
        for (EventReader reader : streams.readers()) {
            assertThat(reader.next()).isEqualTo(READY);
        }
    }
}
