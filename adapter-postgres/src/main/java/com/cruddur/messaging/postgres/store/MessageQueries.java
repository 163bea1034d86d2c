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
import java.util.Optional;
import java.util.UUID;

/** Reads messages. Each call is one statement, but for a page at a position that no page gave. */
final class MessageQueries {
    private static final String COLUMNS =
            "m.group_uuid, m.created_at, m.uuid, m.sender, m.sender_name, m.sender_handle, m.text";
    private static final String MESSAGES = "select " + COLUMNS + " from {schema}.messages m where m.group_uuid = ? ";
    private static final String IS_MEMBER =
            "select 1 from {schema}.message_groups g where g.uuid = ? and " + Groups.HAS_MEMBER;

    private static final String PAGE = MESSAGES + "and m.created_at < " + Times.sql("?") + " and exists (" + IS_MEMBER
            + ") order by m.created_at desc limit {limit}";
    private static final String OLDEST_FIRST =
            MESSAGES + "and m.created_at > " + Times.sql("?") + " order by m.created_at limit {limit}";
    /** A member's page after a time; of a member without such messages, one row without a message. */
    private static final String AFTER =
            "select " + COLUMNS + """
             from {schema}.message_groups g left join lateral (
              select * from {schema}.messages where group_uuid = g.uuid and created_at > {after} order by created_at limit {limit}
            ) m on true
            where g.uuid = ? and\s""".replace("{after}", Times.sql("?")) + Groups.HAS_MEMBER + " order by m.created_at";

    private static final String BY_TIME = MESSAGES + "and m.created_at = " + Times.sql("?");
    private static final String BY_UUID = MESSAGES + "and m.uuid = ?";

    private static final String BY_UUID_IN_PAIR = "select " + COLUMNS + """
             from {schema}.message_groups g join {schema}.messages m on m.group_uuid = g.uuid
            where m.uuid = ? and\s""" + Groups.IS_OF_PAIR;

    private static final String BY_KEY =
            "select k.fingerprint, " + COLUMNS + """
             from {schema}.used_keys k
            join {schema}.messages m on m.group_uuid = k.group_uuid and m.created_at = k.message_at
            where k.sender = ? and k.key = ? and not\s""" + KeysTable.isOver("(" + Times.sql("?") + ")");

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
        // The limit is in the text, because a plan that has to suit any limit reads whole groups.
        String query = schema.in(PAGE).replace("{limit}", String.valueOf(limit));
        List<Message> found = statements.list(query, MessageQueries::message, group, beforeMicros, group, reader);
        // A group has messages, so only a position that no page gave leads to none of them.
        boolean isKnown = !found.isEmpty() || beforeMicros != Positions.NEWEST && isMember(group, reader);
        return isKnown ? Optional.of(found) : Optional.empty();
    }

    /** The oldest messages of a group after a time, oldest first. */
    List<Message> oldestFirst(UUID group, long afterMicros, int limit) {
        String query = schema.in(OLDEST_FIRST).replace("{limit}", String.valueOf(limit));
        return statements.list(query, MessageQueries::message, group, afterMicros);
    }

    /**
     * The oldest messages of a group after a time, oldest first, for a member.
     *
     * @return empty when the group does not exist, and when the reader is not a member of it
     */
    Optional<List<Message>> oldestFirst(UUID group, UUID reader, long afterMicros, int limit) {
        String query = schema.in(AFTER).replace("{limit}", String.valueOf(limit));
        List<Optional<Message>> rows = statements.list(
                query,
                row -> row.getObject("uuid") == null ? Optional.<Message>empty() : Optional.of(message(row)),
                afterMicros,
                group,
                reader);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }

    private boolean isMember(UUID group, UUID reader) {
        return statements
                .first(schema.in(IS_MEMBER), row -> row.getInt(1), group, reader)
                .isPresent();
    }

    /** The message of a time in a group. It has to be there. */
    Message at(UUID group, Instant createdAt) {
        return statements
                .first(schema.in(BY_TIME), MessageQueries::message, group, Times.micros(createdAt))
                .orElseThrow();
    }

    /** The message of this very post. */
    Optional<Message> find(Post post) {
        UUID uuid = post.message().uuid();
        UUID sender = post.sender().uuid();
        return post.receiver() == null
                ? statements.first(schema.in(BY_UUID), MessageQueries::message, post.group(), uuid)
                : statements.first(
                        schema.in(BY_UUID_IN_PAIR),
                        MessageQueries::message,
                        uuid,
                        sender,
                        post.target(),
                        sender,
                        post.target());
    }

    /** The first answer to the key of a message: see {@link com.cruddur.messaging.port.Messages#findByIdempotencyKey}. */
    Optional<Message> findByKey(NewMessage message) {
        Idempotency idempotency = message.idempotency();
        if (idempotency == null) {
            return Optional.empty();
        }
        record Answer(String fingerprint, Message message) {}
        return statements
                .first(
                        schema.in(BY_KEY),
                        row -> new Answer(row.getString("fingerprint"), message(row)),
                        message.sender().uuid(),
                        idempotency.key().value(),
                        Times.micros(message.now()))
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
