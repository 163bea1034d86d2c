package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The inboxes. A message moves both rows of its group in its own write, so they are always right. A position is the time of the last
 * row before it, in microseconds, and its group.
 */
final class PostgresInbox implements Inbox {
    private static final Pattern POSITION =
            Pattern.compile("(-?[0-9]{1,17}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");
    private static final String NEWEST = Positions.NEWEST + " ffffffff-ffff-ffff-ffff-ffffffffffff";

    private static final String SIDE = """
            (select uuid, last_at, last_text, {other} as other, {other}_name as name, {other}_handle as handle
             from {schema}.message_groups where {own} = ? and (last_at, uuid) < ({before}, ?)
             order by last_at desc, uuid desc limit {limit})""".replace("{before}", Times.sql("?"));

    /** Each side of a pair in the order of its index, and then the two merged: nothing is sorted. */
    private static final String PAGE = "select * from (" + side("lower", "higher") + " union all "
            + side("higher", "lower") + ") page order by last_at desc, uuid desc limit {limit}";

    private final Statements statements;
    private final Schema schema;
    private final Renames renames;

    PostgresInbox(Statements statements, Schema schema, Renames renames) {
        this.statements = statements;
        this.schema = schema;
        this.renames = renames;
    }

    private static String side(String own, String other) {
        return SIDE.replace("{own}", own).replace("{other}", other);
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit) {
        Matcher from = Positions.read(POSITION, position, NEWEST);
        long before = Long.parseLong(from.group(1));
        UUID group = UUID.fromString(from.group(2));
        // The limit is in the text, because a plan that has to suit any limit reads whole inboxes.
        String query = schema.in(PAGE).replace("{limit}", String.valueOf(limit + 1));
        List<InboxEntry> found = statements.list(query, PostgresInbox::entry, user, before, group, user, before, group);
        return Positions.page(found, limit, it -> Times.micros(it.lastMessageAt()) + " " + it.group());
    }

    private static InboxEntry entry(ResultSet row) throws SQLException {
        User other = new User(row.getObject("other", UUID.class), row.getString("name"), row.getString("handle"));
        return new InboxEntry(
                row.getObject("uuid", UUID.class), other, row.getString("last_text"), Times.time(row, "last_at"));
    }

    @Override
    public void catchUp(UUID group) {}

    @Override
    public int rename(User user) {
        return renames.rename(user, "lower") + renames.rename(user, "higher");
    }
}
