package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.User;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores one message without a key in a group by uuid, as {@link AppendStatement#skippingLocked} does for many. For one message it
 * takes the database half of the time.
 */
final class LoneStatement {
    private static final String TEMPLATE = """
            with moved as (
              update {schema}.message_groups g set
                last_at = greatest({at}, g.last_at + interval '1 microsecond'), last_sender = ?, last_text = ?,
                lower_sent = g.lower_sent + (g.lower = ?)::int, higher_sent = g.higher_sent + (g.higher = ?)::int,
                lower_name = case when g.lower = ? then ? else g.lower_name end,
                lower_handle = case when g.lower = ? then ? else g.lower_handle end,
                higher_name = case when g.higher = ? then ? else g.higher_name end,
                higher_handle = case when g.higher = ? then ? else g.higher_handle end
              where g.uuid = (
                select l.uuid from {schema}.message_groups l
                where l.uuid = ? and ? in (l.lower, l.higher) and l.last_at is not null
                  and {at} <= clock_timestamp() + interval '60 seconds'
                for no key update skip locked)
              returning g.uuid, g.last_at, g.lower_sent, g.higher_sent
            )
            insert into {schema}.messages
              (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
            select uuid, last_at, ?, ?, ?, ?, ?, lower_sent, higher_sent from moved
            returning created_at""".replace("{at}", Times.sql("?"));

    private final String text;

    LoneStatement(Schema schema) {
        text = schema.in(TEMPLATE);
    }

    /**
     * Stores the message in a transaction of its own.
     *
     * @return empty when it is not stored: the group is not there or not the sender's, or is locked, or the clock is ahead
     */
    Optional<Outcome> run(Session session, Post post) throws SQLException {
        return session.commitInOneMessage(
                text,
                (statement, first) -> bind(statement, first, post),
                rows -> rows.next()
                        ? Optional.of(new Outcome.Stored(post.group(), Times.time(rows, "created_at")))
                        : Optional.empty());
    }

    private static void bind(PreparedStatement statement, int first, Post post) throws SQLException {
        User sender = post.sender();
        UUID uuid = sender.uuid();
        String name = sender.displayName();
        String handle = sender.handle();
        String text = post.message().text().value();
        Object[] values = {
            post.micros(),
            uuid,
            text,
            uuid,
            uuid,
            uuid,
            name,
            uuid,
            handle,
            uuid,
            name,
            uuid,
            handle, // the group's row
            post.group(),
            uuid,
            post.micros(), // which group
            post.message().uuid(),
            uuid,
            name,
            handle,
            text // the message
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
    }
}
