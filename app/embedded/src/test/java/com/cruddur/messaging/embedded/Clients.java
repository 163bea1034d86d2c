package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients who post one message after the other, each with a key, and repeat it until it is acknowledged, whatever fails. */
final class Clients {
    private final String url;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Client> clients = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private volatile boolean stopping;

    Clients(String url) {
        this.url = url;
    }

    /** One who posts to one group, and the uuids and texts that the service answered, in their order. */
    private final class Client {
        private final String token;
        private final String group;
        private final String name;
        private final List<String> answers = new CopyOnWriteArrayList<>();

        Client(String token, String group, String name) {
            this.token = token;
            this.group = group;
            this.name = name;
        }

        Void post() throws InterruptedException {
            for (int i = 0; !stopping; i++) {
                String text = name + " says " + i;
                String body = Json.object("message_group_uuid", group, "message", text);
                JsonNode answer = answered(body, Map.of("Idempotency-Key", text.replace(' ', '-')));
                assertThat(answer.get("message").asText()).isEqualTo(text);
                answers.add(identity(answer));
                acknowledged.incrementAndGet();
            }
            return null;
        }

        private JsonNode answered(String body, Map<String, String> key) throws InterruptedException {
            while (true) {
                try {
                    HttpResponse<String> answer = ServiceProcess.post(url, token, body, key);
                    if (answer.statusCode() == 200) {
                        return Json.parse(answer.body());
                    }
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                } catch (IOException serviceIsGone) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                repeated.incrementAndGet();
            }
        }
    }

    private static String identity(JsonNode message) {
        return message.get("uuid").asText() + " " + message.get("created_at").asText() + " "
                + message.get("message").asText();
    }

    void start(String token, String group, String name) {
        Client client = new Client(token, group, name);
        clients.add(client);
        running.add(threads.submit(client::post));
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int repeated() {
        return repeated.get();
    }

    /** Returns when each has its last acknowledgement. */
    void stop() throws Exception {
        stopping = true;
        for (Future<?> client : running) {
            client.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
    }

    /** Every message is there once, under the uuid and time of its answer, in its sender's order, and nothing else is. */
    void requireAll(ServiceProcess service) throws Exception {
        Set<String> groups = new HashSet<>();
        for (Client client : clients) {
            List<String> there = messages(service, client);
            assertThat(there.stream().filter(it -> it.contains(" " + client.name + " says ")))
                    .containsExactlyElementsOf(client.answers);
            if (groups.add(client.group)) {
                long expected = clients.stream()
                        .filter(it -> it.group.equals(client.group))
                        .mapToLong(it -> it.answers.size())
                        .sum();
                assertThat(there)
                        .hasSize((int) expected + 1)
                        .isSortedAccordingTo((one, other) -> time(one).compareTo(time(other)));
            }
        }
    }

    private static String time(String identity) {
        return identity.split(" ")[1];
    }

    /** Oldest first. */
    private static List<String> messages(ServiceProcess service, Client client) throws Exception {
        List<String> messages = new ArrayList<>();
        for (String path = "/api/messages/" + client.group + "?limit=100"; path != null; ) {
            HttpResponse<String> answer = service.get(path, client.token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            List<String> page = new ArrayList<>();
            Json.parse(answer.body()).forEach(it -> page.add(identity(it)));
            messages.addAll(0, page);
            path = answer.headers()
                    .firstValue("Link")
                    .map(it -> it.substring(1, it.indexOf('>')))
                    .orElse(null);
        }
        return messages;
    }
}
