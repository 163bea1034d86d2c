package com.cruddur.messaging.postgres.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one statement that stores messages in groups that exist. It locks the groups, takes the idempotency keys, stores the messages,
 * and moves both inboxes of each group. All group locks come before all keys, and both are taken in their order, so that two such
 * statements never wait for each other in a circle.
 */
final class AppendStatement {
    private static final String TEMPLATE = """
            with post as materialized (
              select p.*, {at} as at, {at} > clock_timestamp() + interval '60 seconds' as ahead
              from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::int8[], ?::text[], ?::text[])
                with ordinality as p(target, uuid, sender, name, handle, text, micros, key, fingerprint, n)
            ), locked as materialized (
              select p.*, g.uuid as group_uuid, p.sender = g.lower as by_lower,
                greatest(p.at, g.last_at + interval '1 microsecond') as created_at,
                g.lower_sent + (p.sender = g.lower)::int as lower_sent,
                g.higher_sent + (p.sender = g.higher)::int as higher_sent
              from post p join {schema}.message_groups g on {is_target}
              where not p.ahead
              order by g.uuid
              for no key update of g {wait}
            ), keyed as (
              {take_keys}
            ), decided as materialized (
              select l.*, k.fingerprint as first_fingerprint, k.group_uuid as first_group, k.message_at as first_at,
                l.key is null or (k.group_uuid = l.group_uuid and k.message_at = l.created_at) as fresh
              from locked l left join keyed k on k.sender = l.sender and k.key = l.key
            ), moved as (
              update {schema}.message_groups g set
                last_at = d.created_at, last_sender = d.sender, last_text = d.text,
                lower_sent = d.lower_sent, higher_sent = d.higher_sent,
                lower_name = case when d.by_lower then d.name else g.lower_name end,
                lower_handle = case when d.by_lower then d.handle else g.lower_handle end,
                higher_name = case when d.by_lower then g.higher_name else d.name end,
                higher_handle = case when d.by_lower then g.higher_handle else d.handle end
              from decided d where g.uuid = d.group_uuid and d.fresh
            ), stored as (
              insert into {schema}.messages
                (group_uuid, created_at, uuid, sender, sender_name, sender_handle, text, lower_sent, higher_sent)
              select group_uuid, created_at, uuid, sender, name, handle, text, lower_sent, higher_sent
              from decided where fresh
            )
            select p.n, p.ahead, d.fresh, d.group_uuid, d.created_at, d.first_fingerprint, d.first_group, d.first_at,
              d.n is null and exists (select from {schema}.message_groups g where {is_target}) as locked
            from post p left join decided d on d.n = p.n""";

    private static final String MEMBER = " and p.sender in (g.lower, g.higher) and g.last_at is not null";
    private static final String IS_GROUP = "g.uuid = p.target" + MEMBER;
    private static final String IS_PAIR =
            "g.lower = least(p.sender, p.target) and g.higher = greatest(p.sender, p.target) and not g.extra" + MEMBER;

    private final String text;

    private AppendStatement(Schema schema, String target, String wait) {
        text = schema.in(TEMPLATE.replace("{take_keys}", KeysTable.TAKE)
                .replace("{at}", Times.sql("p.micros"))
                .replace("{is_target}", target)
                .replace("{wait}", wait));
    }

    /**
     * To groups by uuid. A group that another transaction has locked is left out. At most one of the posts goes to a group, and at
     * most one has a sender's key.
     */
    static AppendStatement skippingLocked(Schema schema) {
        return new AppendStatement(schema, IS_GROUP, "skip locked");
    }

    /** To one group by uuid, whose lock it waits for. */
    static AppendStatement toGroup(Schema schema) {
        return new AppendStatement(schema, IS_GROUP, "");
    }

    /** To the group of the sender and the receiver, whose lock it waits for. */
    static AppendStatement toPair(Schema schema) {
        return new AppendStatement(schema, IS_PAIR, "");
    }

    /** Stores the posts in a transaction of its own, and tells what became of each, in their order. */
    List<Outcome> run(PostSession session, List<Post> posts) throws SQLException {
        return session.commitInOneMessage(text, (statement, first) -> bind(statement, first, posts), rows -> {
            Outcome[] outcomes = new Outcome[posts.size()];
            while (rows.next()) {
                outcomes[rows.getInt("n") - 1] = outcome(rows);
            }
            return List.of(outcomes);
        });
    }

    private static void bind(PreparedStatement statement, int first, List<Post> posts) throws SQLException {
        bind(statement, first, "uuid", posts, Post::target);
        bind(statement, first + 1, "uuid", posts, it -> it.message().uuid());
        bind(statement, first + 2, "uuid", posts, it -> it.sender().uuid());
        bind(statement, first + 3, "text", posts, it -> it.sender().displayName());
        bind(statement, first + 4, "text", posts, it -> it.sender().handle());
        bind(statement, first + 5, "text", posts, it -> it.message().text().value());
        bind(statement, first + 6, "int8", posts, Post::micros);
        bind(statement, first + 7, "text", posts, Post::key);
        bind(statement, first + 8, "text", posts, Post::fingerprint);
    }

    private static void bind(
            PreparedStatement statement,
            int index,
            String type,
            List<Post> posts,
            Function<Post, @Nullable Object> value)
            throws SQLException {
        @Nullable Object[] values = new Object[posts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(posts.get(i));
        }
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private static Outcome outcome(ResultSet row) throws SQLException {
        if (row.getBoolean("ahead")) {
            return new Outcome.ClockAhead();
        }
        if (row.getBoolean("locked")) {
            return new Outcome.Locked();
        }
        UUID group = row.getObject("group_uuid", UUID.class);
        if (group == null) {
            return new Outcome.NoGroup();
        }
        return Outcome.decided(row, group);
    }
}
