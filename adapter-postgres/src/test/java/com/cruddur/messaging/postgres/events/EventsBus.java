package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** The bus in a database of its own, and the instances on it. */
final class EventsBus implements AutoCloseable {
    /** The times of the product, but for the pauses of which nothing depends. */
    static final Timing PATIENT = with(Timing.DEFAULT.heartbeat(), Timing.DEFAULT.silence(), Duration.ofMillis(50));

    /** Notices within a second that somebody is silent, or that itself is deaf. */
    static final Timing ALERT = with(Duration.ofMillis(100), Duration.ofMillis(800), Duration.ofMillis(50));

    /** Notices within a second that itself is deaf, and tells its streams so once. */
    static final Timing LISTENING = with(Duration.ofMillis(100), Duration.ofHours(1), Duration.ofMillis(50));

    /** Sends no heartbeat but its first one and those that are asked for. */
    static final Timing QUIET = with(Duration.ofHours(1), Duration.ofMillis(800), Duration.ofMillis(50));

    private final String url = TestPostgres.newDatabase();
    private final DataSource database = ConnectionUrl.parse(url).unpooled();
    private final List<PostgresEvents> instances = new CopyOnWriteArrayList<>();

    private static Timing with(Duration heartbeat, Duration silence, Duration retry) {
        return new Timing(
                heartbeat, heartbeat.multipliedBy(7), silence, Duration.ofMillis(200), retry, Duration.ofSeconds(2));
    }

    DataSource database() {
        return database;
    }

    PostgresEvents instance(Timing timing) {
        return instance(database, timing, 10_000);
    }

    PostgresEvents instance(DataSource connections, Timing timing, int capacity) {
        PostgresEvents events = new PostgresEvents(connections, "messaging", timing, capacity);
        instances.add(events);
        return events;
    }

    /** An instance whose connections go through a relay. */
    PostgresEvents instance(Relay relay, Timing timing) {
        return instance(through(relay.port()), timing, 10_000);
    }

    Relay newRelay() throws IOException {
        return new Relay(URI.create(url).getPort());
    }

    DataSource through(int port) {
        return ConnectionUrl.parse(url.replaceFirst(":\\d+/", ":" + port + "/") + "?socketTimeout=1")
                .unpooled();
    }

    /** The processes of the server that serve the senders or the listeners. */
    List<String> processes(String name) {
        return TestPostgres.query(
                database,
                "select pid from pg_stat_activity where datname = current_database() and application_name = '" + name
                        + "'");
    }

    void end(String process) {
        TestPostgres.execute(database, "select pg_terminate_backend(" + process + ")");
    }

    @Override
    public void close() {
        instances.forEach(PostgresEvents::close);
    }
}
