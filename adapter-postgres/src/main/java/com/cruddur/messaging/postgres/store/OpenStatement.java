package com.cruddur.messaging.postgres.store;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.User;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Opens the group of a pair with its first message: the group, its uniqueness, the key, the message and both inboxes. */
final class OpenStatement {
    private static final String TEMPLATE = """
            with post as materialized (
              select p.*, {at} as at, {at} > clock_timestamp() + interval '60 seconds' as ahead
              from (values (?::uuid, ?::uuid, ?::text, ?::text, ?::uuid, ?::text, ?::text, ?::uuid, ?::text, ?::int8, ?::text, ?::text))
                as p(new_group, sender, name, handle, receiver, receiver_name, receiver_handle, uuid, text, micros, key, fingerprint)
            ), opened as (
              insert into {schema}.message_groups as g (uuid, lower, lower_name, lower_handle, higher, higher_name, higher_handle,
                last_at, last_sender, last_text, lower_sent, higher_sent)
              select new_group,
                least(sender, receiver),
                case when sender < receiver then name else receiver_name end,
                case when sender < receiver then handle else receiver_handle end,
                greatest(sender, receiver),
                case when sender < receiver then receiver_name else name end,
                case when sender < receiver then receiver_handle else handle end,
                at, sender, text, (sender < receiver)::int, (sender > receiver)::int
              from post where not ahead
              on conflict (lower, higher) where not extra do update set
                lower_name = excluded.lower_name, lower_handle = excluded.lower_handle,
                higher_name = excluded.higher_name, higher_handle = excluded.higher_handle,
                last_at = excluded.last_at, last_sender = excluded.last_sender, last_text = excluded.last_text,
                lower_sent = excluded.lower_sent, higher_sent = excluded.higher_sent
              where g.last_at is null
              returning g.uuid as group_uuid, g.last_at as created_at, g.lower_sent, g.higher_sent
            ), locked as materialized (
              select * from post, opened
            ), keyed as (
              {take_keys}
            ), stored as (
              insert into {schema}.messages
                (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
              select group_uuid, created_at, uuid, sender, name, handle, text, lower_sent, higher_sent from locked
            )
            select p.ahead, l.group_uuid, l.created_at,
              k.fingerprint as first_fingerprint, k.group_uuid as first_group, k.message_at as first_at,
              p.key is null or (k.group_uuid = l.group_uuid and k.message_at = l.created_at) as fresh
            from post p left join locked l on true left join keyed k on true""";

    private final String text;

    OpenStatement(Schema schema) {
        text = schema.in(TEMPLATE.replace("{take_keys}", KeysTable.TAKE).replace("{at}", Times.sql("p.micros")));
    }

    /**
     * Opens the group, and commits that where it is the outcome.
     *
     * @return empty when the pair has a group with messages by now; nothing is written
     */
    Optional<Outcome> run(PostSession session, Post post) throws SQLException {
        Optional<Outcome> outcome = session.begin(text, (statement, first) -> bind(statement, first, post), rows -> {
            rows.next();
            return outcome(rows);
        });
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Stored) {
            session.commit();
        } else {
            session.rollBack();
        }
        return outcome;
    }

    private static void bind(PreparedStatement statement, int first, Post post) throws SQLException {
        User receiver = requireNonNull(post.receiver());
        Object[] values = {
            post.group(),
            post.sender().uuid(),
            post.sender().displayName(),
            post.sender().handle(),
            receiver.uuid(),
            receiver.displayName(),
            receiver.handle(),
            post.message().uuid(),
            post.message().text().value(),
            post.micros()
        };
        for (int i = 0; i < values.length; i++) {
            statement.setObject(first + i, values[i]);
        }
        statement.setString(first + values.length, post.key());
        statement.setString(first + values.length + 1, post.fingerprint());
    }

    private static Optional<Outcome> outcome(ResultSet row) throws SQLException {
        if (row.getBoolean("ahead")) {
            return Optional.of(new Outcome.ClockAhead());
        }
        UUID group = row.getObject("group_uuid", UUID.class);
        return group == null ? Optional.empty() : Optional.of(Outcome.decided(row, group));
    }
}
