package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A store in a database of its own, and what tests do with it. */
record TestStore(HikariDataSource pool, PostgresStore store) implements AutoCloseable {
    /** Longer than a store allows, because the machine of a test may be busy. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    static TestStore open() {
        return open((sql, connection, statement) -> statement.call());
    }

    static TestStore open(WatchedPool.Watcher watcher) {
        HikariDataSource pool = ConnectionUrl.parse(TestPostgres.newDatabase() + "?socketTimeout=60")
                .open();
        new MessagesSchema(pool).load();
        return new TestStore(pool, new PostgresStore(WatchedPool.of(pool, watcher), Schema.DEFAULT, TIMEOUT));
    }

    /** A group of two users whom no other test knows, with a first message. */
    record Chat(User one, User two, UUID group) {}

    Chat newChat() {
        User one = user("One");
        User two = user("Two");
        UUID group = UUID.randomUUID();
        store.messages().appendTo(two, group, message(one, "first"));
        return new Chat(one, two, group);
    }

    /** The texts of a group, oldest first. */
    List<String> texts(Chat chat) {
        return TestPostgres.query(
                pool,
                "select text from messaging.messages where group_uuid = '" + chat.group() + "' order by created_at");
    }

    List<Message> newestFirst(Chat chat) {
        return store.messages()
                .newestFirst(chat.group(), chat.one().uuid(), null, 1_000)
                .orElseThrow()
                .items();
    }

    static User user(String name) {
        UUID uuid = UUID.randomUUID();
        return new User(uuid, name, name + "-" + uuid);
    }

    static NewMessage message(User sender, String text) {
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now());
    }

    static NewMessage keyed(User sender, String text) {
        Idempotency idempotency =
                new Idempotency(new IdempotencyKey(UUID.randomUUID().toString()), text);
        return new NewMessage(UUID.randomUUID(), sender, new MessageText(text), now(), idempotency);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public void close() {
        store.close();
        pool.close();
    }
}
