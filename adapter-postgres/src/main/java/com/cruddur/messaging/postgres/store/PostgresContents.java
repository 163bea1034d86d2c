package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import com.cruddur.messaging.port.UsedKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The contents of a {@link PostgresStore}. A group is added in one transaction. */
public final class PostgresContents implements StoreContents {
    private static final int PAGE = 500;

    private static final String GROUP = """
            select uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle, last_at, extra,
              lower_sent, coalesce(lower_read, 0) as lower_read, lower_read_up_to,
              higher_sent, coalesce(higher_read, 0) as higher_read, higher_read_up_to
            from {schema}.message_groups where last_at is not null and\s""";
    private static final String GROUPS = GROUP + "uuid > ? order by uuid limit " + PAGE;
    private static final String ONE_GROUP = GROUP + "uuid = ?";

    private static final String KEYS = """
            select sender, key, fingerprint, used_at, group_uuid, message_at from {schema}.used_keys
            where (sender, key) > (?, ?) and used_at >= %s order by sender, key limit %d""".formatted(Times.sql("?"), PAGE);

    private static final String ADD_KEY = """
            with answer as (
              select 1 from {schema}.messages where group_uuid = ? and created_at = %s
            ), added as (
              insert into {schema}.used_keys (sender, key, fingerprint, used_at, group_uuid, message_at)
              select ?, ?, ?, %s, ?, %s from answer on conflict do nothing
            )
            select 1 from answer""".replace("%s", Times.sql("?"));

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Schema schema;
    private final Statements statements;
    private final MessageQueries queries;
    private final GroupImport imports;

    /**
     * @param dataSource stays open; it belongs to the caller
     * @param schemaName the name that {@link MessagesSchema} was given
     */
    public PostgresContents(DataSource dataSource, String schemaName) {
        schema = new Schema(schemaName);
        statements = new Statements(dataSource);
        queries = new MessageQueries(statements, schema);
        imports = new GroupImport(dataSource, schema);
    }

    @Override
    public void groups(Consumer<StoredGroup> each) {
        UUID last = BEFORE_ALL;
        List<StoredGroup> page;
        do {
            page = statements.list(schema.in(GROUPS), PostgresContents::group, last);
            page.forEach(each);
            last = page.isEmpty() ? last : page.get(page.size() - 1).uuid();
        } while (page.size() == PAGE);
    }

    @Override
    public Optional<StoredGroup> find(UUID group) {
        return statements.first(schema.in(ONE_GROUP), PostgresContents::group, group);
    }

    @Override
    public Stream<Message> messages(UUID group) {
        return Stream.iterate(
                        queries.oldestFirst(group, Positions.OLDEST, PAGE),
                        page -> !page.isEmpty(),
                        page -> queries.oldestFirst(
                                group, Times.micros(page.get(page.size() - 1).createdAt()), PAGE))
                .flatMap(List::stream);
    }

    @Override
    public void usedKeys(Instant since, Consumer<UsedKey> each) {
        UUID sender = BEFORE_ALL;
        String key = "";
        List<UsedKey> page;
        do {
            page = statements.list(schema.in(KEYS), PostgresContents::key, sender, key, Times.micros(since));
            for (UsedKey used : page) {
                each.accept(used);
                sender = used.sender();
                key = used.idempotency().key().value();
            }
        } while (page.size() == PAGE);
    }

    @Override
    public void add(StoredGroup group, Stream<Message> messages) {
        imports.run(group, messages.iterator());
    }

    @Override
    public boolean add(UsedKey key) {
        long messageAt = Times.micros(key.messageAt());
        return statements
                .first(
                        schema.in(ADD_KEY),
                        row -> true,
                        key.group(),
                        messageAt,
                        key.sender(),
                        key.idempotency().key().value(),
                        key.idempotency().fingerprint(),
                        Times.micros(key.usedAt()),
                        key.group(),
                        messageAt)
                .isPresent();
    }

    private static StoredGroup group(ResultSet row) throws SQLException {
        return new StoredGroup(
                row.getObject("uuid", UUID.class),
                List.of(member(row, "lower"), member(row, "higher")),
                Times.time(row, "last_at"),
                row.getBoolean("extra"),
                List.of(readState(row, "lower"), readState(row, "higher")));
    }

    private static User member(ResultSet row, String side) throws SQLException {
        return new User(
                row.getObject(side, UUID.class), row.getString(side + "_name"), row.getString(side + "_handle"));
    }

    private static ReadState readState(ResultSet row, String side) throws SQLException {
        return new ReadState(
                row.getLong(side + "_sent"), row.getLong(side + "_read"), Times.timeOrNull(row, side + "_read_up_to"));
    }

    private static UsedKey key(ResultSet row) throws SQLException {
        return new UsedKey(
                row.getObject("sender", UUID.class),
                new Idempotency(new IdempotencyKey(row.getString("key")), row.getString("fingerprint")),
                Times.time(row, "used_at"),
                row.getObject("group_uuid", UUID.class),
                Times.time(row, "message_at"));
    }
}
