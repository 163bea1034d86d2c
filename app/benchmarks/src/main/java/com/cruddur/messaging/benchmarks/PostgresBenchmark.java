package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.store.PostgresStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL store beside the best SQL for one message a commit, on one server, in this process. */
final class PostgresBenchmark {
    private static final int GROUPS = 1_000;
    private static final int READERS = 8;

    private final User reader = user("reader");
    private final List<User> posters =
            IntStream.range(0, GROUPS).mapToObj(i -> user("poster" + i)).toList();
    private final List<UUID> groups = new ArrayList<>();
    private final PostgresStore store;
    private final SqlAlone sql;

    private PostgresBenchmark(PostgresServer server, PostgresStore store) throws Exception {
        this.store = store;
        sql = new SqlAlone(server.pool());
        for (User poster : posters) {
            groups.add(store.messages()
                    .appendTo(reader, UUID.randomUUID(), message(poster, null))
                    .message()
                    .group());
        }
        for (int i = 0; i < Conversations.MESSAGES; i++) {
            store.messages().append(groups.get(0), message(posters.get(0), null));
        }
        server.execute("vacuum analyze");
    }

    static List<Comparison> run() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresStore store = new PostgresStore(server.pool())) {
            PostgresBenchmark benchmark = new PostgresBenchmark(server, store);
            List<Comparison> comparisons = new ArrayList<>();
            for (int clients : new int[] {1, 16, 64}) {
                comparisons.add(benchmark.posts(clients, false));
            }
            for (int clients : new int[] {1, 16, 64}) {
                comparisons.add(benchmark.posts(clients, true));
            }
            UUID group = benchmark.groups.get(0);
            comparisons.add(comparison(
                    Pattern.MESSAGES.title(),
                    READERS,
                    i -> () -> store.messages().newestFirst(group, benchmark.reader.uuid(), null, 20),
                    i -> () -> benchmark.sql.messages(group, benchmark.reader.uuid())));
            comparisons.add(comparison(
                    Pattern.GROUPS.title(),
                    READERS,
                    i -> () -> store.inbox().newestFirst(benchmark.reader.uuid(), null, 20),
                    i -> () -> benchmark.sql.groups(benchmark.reader.uuid(), GROUPS)));
            Comparison.run(comparisons);
            return comparisons;
        }
    }

    /** Each post goes to one of the groups at random. Plain SQL takes no keys. */
    private Comparison posts(int clients, boolean keyed) {
        return comparison(
                "C, " + clients + (clients == 1 ? " client" : " clients") + (keyed ? ", keys" : ""),
                clients,
                i -> () -> {
                    int target = ThreadLocalRandom.current().nextInt(GROUPS);
                    store.messages().append(groups.get(target), message(posters.get(target), keyed ? key() : null));
                },
                i -> () -> {
                    int target = ThreadLocalRandom.current().nextInt(GROUPS);
                    sql.post(groups.get(target), posters.get(target), Conversations.TEXT);
                });
    }

    private static Comparison comparison(
            String title, int clients, IntFunction<Load.Step> ours, IntFunction<Load.Step> theirs) {
        return new Comparison(title, List.of(contender(clients, ours), contender(clients, theirs)));
    }

    static Contender contender(int clients, IntFunction<Load.Step> client) {
        List<Load.Step> steps = IntStream.range(0, clients).mapToObj(client).toList();
        return new Contender(time -> Load.run(steps, time, PostgresServer::cpu));
    }

    static User user(String handle) {
        return new User(UUID.randomUUID(), "User " + handle, handle);
    }

    private static Idempotency key() {
        return new Idempotency(new IdempotencyKey(UUID.randomUUID().toString()), "a fingerprint of this request");
    }

    static NewMessage message(User sender, @Nullable Idempotency idempotency) {
        return new NewMessage(
                UUID.randomUUID(),
                sender,
                new MessageText(Conversations.TEXT),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                idempotency);
    }
}
