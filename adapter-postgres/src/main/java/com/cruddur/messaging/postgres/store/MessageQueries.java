package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads messages. Each call is one statement. */
final class MessageQueries {
    private static final String COLUMNS =
            "m.group_uuid, m.created_at, m.uuid, m.sender, m.sender_name, m.sender_handle, m.text";
    private static final String MESSAGES =
            "select " + COLUMNS + " from {schema}.messages m where m.group_uuid = :group ";
    private static final String BY_TIME = MESSAGES + "and m.created_at = " + Times.sql(":at");
    private static final String BY_UUID = MESSAGES + "and m.uuid = :uuid";

    private static final String BY_UUID_IN_PAIR = "select " + COLUMNS + """
             from {schema}.message_groups g join {schema}.messages m on m.group_uuid = g.uuid
            where g.lower = least(:sender, :receiver) and g.higher = greatest(:sender, :receiver) and not g.extra
              and m.uuid = :uuid""";

    private static final String BY_KEY =
            "select k.fingerprint, " + COLUMNS + """
             from {schema}.used_keys k
            join {schema}.messages m on m.group_uuid = k.group_uuid and m.created_at = k.message_at
            where k.sender = :sender and k.key = :key and not\s""" + KeysTable.isOver("(" + Times.sql(":now") + ")");

    /** A group without a message on this page has one row, of nulls. A reader without the group has no row. */
    private static final String PAGE = "select " + COLUMNS + """
             from {schema}.message_groups g left join lateral (
              select * from {schema}.messages where group_uuid = g.uuid and created_at < {before}
              order by created_at desc limit :limit
            ) m on true
            where g.uuid = :group and :reader in (g.lower, g.higher) and g.last_at is not null
            order by m.created_at desc""".replace("{before}", Times.sql(":before"));

    private final Statements statements;
    private final Schema schema;

    MessageQueries(Statements statements, Schema schema) {
        this.statements = statements;
        this.schema = schema;
    }

    /**
     * The newest messages of a group before a time, newest first.
     *
     * @return empty when the group does not exist, and when the reader is not a member of it
     */
    Optional<List<Message>> newestFirst(UUID group, UUID reader, long beforeMicros, int limit) {
        Map<String, ?> values = Map.of("group", group, "reader", reader, "before", beforeMicros, "limit", limit);
        List<Optional<Message>> rows = statements.list(
                schema.in(PAGE),
                values,
                (row, context) -> row.getString("uuid") == null ? Optional.empty() : Optional.of(message(row)));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    /** The message of a time in a group. It has to be there. */
    Message at(UUID group, Instant createdAt) {
        return one(BY_TIME, Map.of("group", group, "at", Times.micros(createdAt)))
                .orElseThrow();
    }

    /** The message of this very post. */
    Optional<Message> find(Post post) {
        UUID uuid = post.message().uuid();
        return post.receiver() == null
                ? one(BY_UUID, Map.of("group", post.group(), "uuid", uuid))
                : one(BY_UUID_IN_PAIR, Map.of("sender", post.sender().uuid(), "receiver", post.target(), "uuid", uuid));
    }

    /** The first answer to the key of a message: see {@link com.cruddur.messaging.port.Messages#findByIdempotencyKey}. */
    Optional<Message> findByKey(NewMessage message) {
        Idempotency idempotency = message.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        record Answer(String fingerprint, Message message) {}
        Map<String, ?> values = Map.of(
                "sender",
                message.sender().uuid(),
                "key",
                idempotency.key().value(),
                "now",
                Times.micros(message.now()));
        return statements
                .list(
                        schema.in(BY_KEY),
                        values,
                        (row, context) -> new Answer(row.getString("fingerprint"), message(row)))
                .stream()
                .findFirst()
                .map(it -> {
                    requireSame(it.fingerprint(), idempotency);
                    return it.message();
                });
    }

    /** @throws MessagingException {@code IDEMPOTENCY_KEY_REUSED} when the key was used for another request */
    static void requireSame(String fingerprint, Idempotency idempotency) {
        if (!fingerprint.equals(idempotency.fingerprint())) {
            throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
        }
    }

    private Optional<Message> one(String query, Map<String, ?> values) {
        return statements.list(schema.in(query), values, (row, context) -> message(row)).stream()
                .findFirst();
    }

    private static Message message(ResultSet row) throws SQLException {
        User sender = new User(
                row.getObject("sender", UUID.class), row.getString("sender_name"), row.getString("sender_handle"));
        return new Message(
                row.getObject("uuid", UUID.class),
                row.getObject("group_uuid", UUID.class),
                sender,
                row.getString("text"),
                Times.time(row, "created_at"));
    }
}
