package com.cruddur.messaging.embedded;

import static com.cruddur.messaging.embedded.ServiceProcess.SERVICE_JAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Two instances of the service on one store and one PostgreSQL, and five devices of each user. The users form a ring: each talks with
 * the next one. There are four of them, or twenty in the {@code simulation} profile. One of the instances is killed meanwhile.
 */
final class TwoInstances {
    static final int USERS = Boolean.getBoolean("messaging.full") ? 20 : 4;
    private static final int DEVICES = 5;
    private static final int POSTS = 2;
    private static final int POSTS_BEFORE_THE_KILL = USERS * DEVICES * POSTS / 4;

    private final Function<String, String> token;
    private final List<Device> devices = new ArrayList<>();
    private final List<String> groups = new ArrayList<>();
    private final ServiceProcess first;
    private final ServiceProcess second;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile boolean killed;

    private TwoInstances(Function<String, String> token, ServiceProcess first, ServiceProcess second) {
        this.token = token;
        this.first = first;
        this.second = second;
    }

    static String handle(int user) {
        return "user" + user % USERS;
    }

    /** Everybody's rows are exact in the end. */
    static void run(Path directory, Map<String, String> environment, Function<String, String> token) throws Exception {
        try (ServiceProcess first = serve(directory.resolve("first"), environment);
                ServiceProcess second = serve(directory.resolve("second"), environment)) {
            TwoInstances both = new TwoInstances(token, first, second);
            try {
                both.openTheRing();
                both.connectDevices();
                both.postAndReadWhileOneIsKilled();
                both.requireExactRows();
            } finally {
                both.devices.forEach(Device::close);
            }
        }
    }

    private static ServiceProcess serve(Path directory, Map<String, String> environment) throws IOException {
        return ServiceProcess.serve(Files.createDirectory(directory), SERVICE_JAR, environment);
    }

    private void openTheRing() throws Exception {
        for (int user = 0; user < USERS; user++) {
            String body = Json.object("handle", handle(user + 1), "message", "hello from " + handle(user));
            JsonNode answer =
                    Json.parse(second.post(token.apply(handle(user)), body).body());
            groups.add(answer.get("message_group_uuid").asText());
        }
    }

    private void connectDevices() {
        for (int number = 0; number < USERS * DEVICES; number++) {
            boolean atFirst = number / USERS % 2 == 0;
            Supplier<String> url = () -> atFirst && !killed ? first.url() : second.url();
            devices.add(new Device(token.apply(handle(number)), url));
        }
        ServiceProcess.waitUntil(() -> devices.stream().allMatch(Device::isReady));
    }

    private void postAndReadWhileOneIsKilled() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(devices.size());
        List<Future<Void>> running = new ArrayList<>();
        for (int number = 0; number < devices.size(); number++) {
            running.add(threads.submit(script(number)));
        }
        ServiceProcess.waitUntil(() -> acknowledged.get() >= POSTS_BEFORE_THE_KILL);
        killed = true;
        first.kill();
        for (Future<Void> each : running) {
            each.get(4, TimeUnit.MINUTES);
        }
        threads.shutdown();
    }

    /** Posts to both groups of the user in turn. Every third device also marks what it has posted as read. */
    private Callable<Void> script(int number) {
        Device device = devices.get(number);
        return () -> {
            for (int i = 0; i < POSTS; i++) {
                String group = groups.get(i % 2 == 0 ? number % USERS : (number + USERS - 1) % USERS);
                String text = "device " + number + " says " + i;
                JsonNode posted =
                        device.post(Json.object("message_group_uuid", group, "message", text), text.replace(' ', '-'));
                assertThat(posted.get("message").asText()).isEqualTo(text);
                acknowledged.incrementAndGet();
                if (number % 3 == 0) {
                    device.markRead(group, posted.get("created_at").asText());
                }
            }
            return null;
        };
    }

    /** Each device has learned by events the very rows of its user's list, and the counts of the list equal those made by hand. */
    private void requireExactRows() throws Exception {
        for (int user = 0; user < USERS; user++) {
            String subject = token.apply(handle(user));
            Map<String, String> rows = new TreeMap<>();
            for (String group : List.of(groups.get(user), groups.get((user + USERS - 1) % USERS))) {
                ServiceProcess.waitUntil(() -> isCaughtUp(subject, group));
            }
            for (JsonNode row :
                    Json.parse(second.get("/api/message_groups", subject).body())) {
                rows.put(row.get("uuid").asText(), Device.row(row));
                requireCount(subject, row);
            }
            assertThat(rows).hasSize(2);
            for (int device = user; device < devices.size(); device += USERS) {
                Device each = devices.get(device);
                ServiceProcess.waitUntil(() -> each.rows().equals(rows));
            }
        }
    }

    private boolean isCaughtUp(String subject, String group) {
        try {
            JsonNode newest = Json.parse(
                    second.get("/api/message_groups/" + group, subject).body());
            for (JsonNode row :
                    Json.parse(second.get("/api/message_groups", subject).body())) {
                if (row.get("uuid").asText().equals(group)) {
                    return Device.row(row).equals(Device.row(newest));
                }
            }
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void requireCount(String subject, JsonNode row) throws Exception {
        String path = "/api/messages/" + row.get("uuid").asText() + "?limit=100";
        String other = row.get("user_uuid").asText();
        long unread = 0;
        int all = 0;
        for (JsonNode message : Json.parse(second.get(path, subject).body())) {
            boolean later = row.get("read_up_to").isNull()
                    || message.get("created_at")
                                    .asText()
                                    .compareTo(row.get("read_up_to").asText())
                            > 0;
            unread += later && message.get("user_uuid").asText().equals(other) ? 1 : 0;
            all++;
        }
        assertThat(row.get("unread").asLong()).isEqualTo(unread);
        assertThat(all).describedAs("messages of a group").isEqualTo(1 + DEVICES * POSTS);
    }
}
