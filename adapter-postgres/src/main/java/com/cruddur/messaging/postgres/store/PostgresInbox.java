package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.postgres.store.MarkStatement.Mark;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    private static final String ROW = """
            select uuid, last_at, last_text, last_sender, {other} as other, {other}_name as name, {other}_handle as handle,
              greatest(0, {other}_sent - coalesce({own}_read, 0)) as unread,
              {own}_read_up_to as read_up_to, {other}_read_up_to as other_read_up_to
            from {schema}.message_groups where {own} = ?\s""";

    private static final String SIDE = "(" + ROW + """
            and (last_at, uuid) < ({before}, ?)
             order by last_at desc, uuid desc limit {limit})""".replace("{before}", Times.sql("?"));

    /** Each side of a pair in the order of its index, and then the two merged: nothing is sorted. */
    private static final String PAGE = "select * from (" + own(SIDE, "lower", "higher") + " union all "
            + own(SIDE, "higher", "lower") + ") page order by last_at desc, uuid desc limit {limit}";

    private static final String ONE_SIDE = ROW + "and uuid = ? and last_at is not null";
    private static final String ONE =
            own(ONE_SIDE, "lower", "higher") + " union all " + own(ONE_SIDE, "higher", "lower");

    private final Statements statements;
    private final Schema schema;
    private final Marks marks;
    private final Renames renames;

    /** Moves a read horizon, as {@link MarkStatement#run} does. */
    interface Marks {
        Optional<Mark> run(UUID group, UUID reader, long upToMicros);
    }

    PostgresInbox(Statements statements, Schema schema, Marks marks, Renames renames) {
        this.statements = statements;
        this.schema = schema;
        this.marks = marks;
        this.renames = renames;
    }

    private static String own(String query, String own, String other) {
        return query.replace("{own}", own).replace("{other}", other);
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

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return statements.first(
                schema.in(ONE),
                row -> new GroupStatus(entry(row), Times.timeOrNull(row, "other_read_up_to")),
                user,
                group,
                user,
                group);
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        Mark mark = marks.run(group, reader, Times.searched(upTo))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        if (mark.tooLate()) {
            throw new MessagingException(Reason.UP_TO_INVALID);
        }
        return mark.moved() ? Optional.ofNullable(mark.horizon()) : Optional.empty();
    }

    private static InboxEntry entry(ResultSet row) throws SQLException {
        User other = new User(row.getObject("other", UUID.class), row.getString("name"), row.getString("handle"));
        return new InboxEntry(
                row.getObject("uuid", UUID.class),
                other,
                row.getString("last_text"),
                Times.time(row, "last_at"),
                row.getObject("last_sender", UUID.class),
                row.getLong("unread"),
                Times.timeOrNull(row, "read_up_to"));
    }

    @Override
    public void catchUp(UUID group) {}

    @Override
    public int rename(User user) {
        return renames.rename(user, "lower") + renames.rename(user, "higher");
    }
}
