package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.store.PostgresStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** Lists of the PostgreSQL store in a large database, beside short ones in the same database. */
final class GrowthBenchmark {
    private static final int CLIENTS = 8;
    private static final int FEW_GROUPS = 50;
    private static final int MANY_GROUPS = 100_000;
    private static final int FEW_MESSAGES = 50;
    private static final int MANY_MESSAGES = 1_000_000;

    private static final String GROUPS = """
            insert into messaging.message_groups
              (uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle, last_at, last_sender, last_text, lower_sent)
            select gen_random_uuid(), least(u, o), 'One', 'one', greatest(u, o), 'Other', 'other',
              timestamptz '2025-01-01' + n * interval '1 second', u, 'hello', 1
            from (select '%s'::uuid as u, gen_random_uuid() as o, n from generate_series(1, %d) n) as pairs""";

    private static final String GROUP = """
            insert into messaging.message_groups
              (uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle, last_at, last_sender, last_text, lower_sent)
            values ('%1$s', '%2$s', 'One', 'one', 'ffffffff-ffff-4fff-bfff-ffffffffffff', 'Other', 'other',
              timestamptz '2025-01-01' + %3$d * interval '1 second', '%2$s', 'hello', %3$d)""";

    private static final String MESSAGES = """
            insert into messaging.messages
              (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
            select '%s', timestamptz '2025-01-01' + n * interval '1 second', gen_random_uuid(), '%s', 'One', 'one',
              'The ferry leaves at nine, so meet me at the pier by half past eight.', n, 0
            from generate_series(1, %d) n""";

    /** Each in a transaction of its own, as posts are. By its place the row is found at once, however many dead ones there are. */
    private static final String UPDATES = """
            set synchronous_commit = off;
            do $$
            declare place tid;
            begin
              select ctid into place from messaging.message_groups where uuid = '%s';
              for n in 1..%d loop
                update messaging.message_groups set last_at = last_at + interval '1 microsecond' where ctid = place
                returning ctid into place;
                commit;
              end loop;
            end $$;
            set synchronous_commit = on""";

    /** Each further post takes longer, so ten times as many would take hundred times as long. */
    private static final int POSTS = 10_000;

    private final PostgresServer server;

    private GrowthBenchmark(PostgresServer server) {
        this.server = server;
    }

    static List<Comparison> run() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresStore store = new PostgresStore(server.pool())) {
            GrowthBenchmark growth = new GrowthBenchmark(server);
            UUID many = growth.userWith(MANY_GROUPS);
            UUID few = growth.userWith(FEW_GROUPS);
            UUID reader = UUID.fromString("00000000-0000-4000-8000-000000000000");
            UUID other = UUID.fromString("00000000-0000-4000-8000-000000000001");
            UUID longGroup = growth.groupWith(reader, MANY_MESSAGES);
            UUID shortGroup = growth.groupWith(other, FEW_MESSAGES);
            server.execute("vacuum analyze");
            List<Comparison> comparisons = List.of(
                    comparison(
                            Pattern.GROUPS.title(),
                            () -> store.inbox().newestFirst(many, null, 20),
                            () -> store.inbox().newestFirst(few, null, 20)),
                    comparison(
                            Pattern.MESSAGES.title(),
                            () -> store.messages().newestFirst(longGroup, reader, null, 20),
                            () -> store.messages().newestFirst(shortGroup, other, null, 20)));
            Comparison.run(comparisons);
            return comparisons;
        }
    }

    /**
     * Lists and posts of a user to whose group others posted {@value #POSTS} messages while another program kept a transaction open,
     * beside those of a user without such a group.
     */
    static List<Comparison> behindAnOpenTransaction() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                PostgresStore store = new PostgresStore(server.pool());
                Connection open = server.pool().getConnection()) {
            GrowthBenchmark growth = new GrowthBenchmark(server);
            UUID busy = UUID.fromString("00000000-0000-4000-8000-000000000000");
            UUID calm = UUID.fromString("00000000-0000-4000-8000-000000000001");
            UUID busyGroup = growth.groupWith(busy, FEW_MESSAGES);
            UUID calmGroup = growth.groupWith(calm, FEW_MESSAGES);
            server.execute("vacuum analyze");
            open.setAutoCommit(false);
            open.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = open.createStatement()) {
                statement.execute("select count(*) from messaging.message_groups");
            }
            server.execute(String.format(UPDATES, busyGroup, POSTS));
            List<Comparison> comparisons = List.of(
                    comparison(
                            Pattern.GROUPS.title(),
                            () -> store.inbox().newestFirst(busy, null, 20),
                            () -> store.inbox().newestFirst(calm, null, 20)),
                    new Comparison(
                            Pattern.POST.title(),
                            List.of(posting(store, busyGroup, busy), posting(store, calmGroup, calm))));
            Comparison.run(comparisons);
            open.rollback();
            return comparisons;
        }
    }

    private static Contender posting(PostgresStore store, UUID group, UUID sender) {
        User user = new User(sender, "One", "one");
        return PostgresBenchmark.contender(
                1, i -> () -> store.messages().append(group, PostgresBenchmark.message(user, null)));
    }

    private UUID userWith(int groups) throws SQLException {
        UUID user = UUID.randomUUID();
        server.execute(String.format(GROUPS, user, groups));
        return user;
    }

    private UUID groupWith(UUID member, int messages) throws SQLException {
        UUID group = UUID.randomUUID();
        server.execute(String.format(GROUP, group, member, messages));
        server.execute(String.format(MESSAGES, group, member, messages));
        return group;
    }

    private static Comparison comparison(String title, Load.Step large, Load.Step small) {
        return new Comparison(
                title,
                List.of(
                        PostgresBenchmark.contender(CLIENTS, i -> large),
                        PostgresBenchmark.contender(CLIENTS, i -> small)));
    }
}
