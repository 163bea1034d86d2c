package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.SetObjectArgumentFactory;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.result.RowView;

/**
 * A store on an SQL database, written from the Javadoc of the ports alone. Its inboxes are right inside the write.
 *
 * <p>Whatever changes a group locks its row first, so its messages and marks come one after the other. A rival that inserts the same pair
 * of users or the same key breaks a unique index. Then the whole transaction is tried again, as after a deadlock or a long wait for a
 * lock, and finds what the rival wrote.
 */
final class SqlStore implements MessageStore, Messages, MessageGroups, Inbox {
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");
    private static final String SAME_KEY = "sender = :sender.uuid and used_key = :idempotency?.key.value";
    private static final int ATTEMPTS = 50;
    private static final List<String> TRY_AGAIN = List.of("23505", "40001", "HYT00");

    /** Each member of a group has a row in {@code inbox}. It names the other member, and counts that one's unread messages. */
    private static final String SCHEMA = """
            create domain instant as timestamp(6) with time zone;
            create table groups (uuid uuid primary key, lower uuid, higher uuid, last instant, unique (lower, higher));
            create table members (group_uuid uuid, uuid uuid, name varchar, handle varchar, read_to instant,
                primary key (group_uuid, uuid), unique (uuid, group_uuid));
            create table messages (group_uuid uuid, created_at instant, uuid uuid unique, sender uuid, name varchar,
                handle varchar, text varchar, used_key varchar, fingerprint varchar, kept_until instant,
                primary key (group_uuid, created_at), unique (sender, used_key));
            create view inbox as
                select g.*, own.uuid as owner, own.read_to, o.uuid as other, o.name, o.handle, o.read_to as other_read,
                    newest.text, newest.sender, (select count(*) from messages m where m.group_uuid = g.uuid and m.sender = o.uuid
                        and (own.read_to is null or m.created_at > own.read_to)) as unread
                from members own join groups g on g.uuid = own.group_uuid
                    join members o on o.group_uuid = g.uuid and o.uuid <> own.uuid
                    join messages newest on newest.group_uuid = g.uuid and newest.created_at = g.last;
            """;

    private final Jdbi jdbi;

    SqlStore(Jdbi database) {
        jdbi = database.registerArgument(
                SetObjectArgumentFactory.forClasses(Map.of(Instant.class, Types.TIMESTAMP_WITH_TIMEZONE)));
        jdbi.useHandle(db -> db.createScript(SCHEMA).execute());
    }

    @Override
    public Messages messages() {
        return this;
    }

    @Override
    public MessageGroups groups() {
        return this;
    }

    @Override
    public Inbox inbox() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
        Instant before = position == null ? END : read(position, Instant::parse);
        return messages(group, reader, "created_at < ? order by created_at desc", before, limit);
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return messages(group, reader, "created_at > ? order by created_at", after, limit);
    }

    private Optional<Page<Message>> messages(UUID group, UUID reader, String which, Instant from, int limit) {
        String sql = "select * from messages where group_uuid = ? and " + which + " limit ?";
        return run(db -> group(db, "uuid = ? and ? in (lower, higher)", group, reader)
                .map(it -> db.select(sql, group, from, limit + 1).map(SqlStore::message))
                .map(it -> page(it, limit, last -> last.createdAt().toString())));
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        return once(message, db -> write(db, group, message));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return once(message, db -> {
            MessageGroup fresh = MessageGroup.of(newGroup, message.sender().uuid(), receiver.uuid());
            Object[] pair = fresh.members().toArray();
            Optional<MessageGroup> there = group(db, "lower = ? and higher = ?", pair);
            if (there.isEmpty()) {
                db.execute("insert into groups values (?, ?, ?, ?)", newGroup, pair[0], pair[1], Instant.EPOCH);
                for (User it : List.of(message.sender(), receiver)) {
                    Object[] member = {newGroup, it.uuid(), it.displayName(), it.handle()};
                    db.execute("insert into members values (?, ?, ?, ?, null)", member);
                }
            }
            return write(db, there.orElse(fresh).uuid(), message);
        });
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return run(db -> answered(db, message));
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return run(db -> group(db, "uuid = ?", group));
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return run(db -> group(db, "(lower, higher) in ((?, ?), (?, ?))", one, another, another, one));
    }

    private static Optional<MessageGroup> group(Handle db, String which, Object... values) {
        return db.select("select * from groups where " + which, values)
                .map(row -> MessageGroup.of(uuid(row, "uuid"), uuid(row, "lower"), uuid(row, "higher")))
                .findFirst();
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        String last = position == null ? END + " " + user : position;
        Instant at = read(last, it -> Instant.parse(it.split(" ")[0]));
        UUID uuid = read(last, it -> UUID.fromString(it.split(" ")[1]));
        String sql = "select * from inbox where owner = ? and (last, uuid) < (?, ?) order by (last, uuid) desc limit ?";
        Function<InboxEntry, String> place = it -> it.lastMessageAt() + " " + it.group();
        return run(db -> page(db.select(sql, user, at, uuid, limit + 1).map(SqlStore::entry), limit, place));
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        String sql = "select * from inbox where uuid = ? and owner = ?";
        return run(db -> db.select(sql, group, user)
                .map(row -> new GroupStatus(entry(row), time(row, "other_read")))
                .findFirst());
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        String newest = "select max(created_at) from messages where group_uuid = ? and created_at <= ?";
        String mark =
                "update members set read_to = ? where group_uuid = ? and uuid = ? and coalesce(read_to < ?, true)";
        return run(db -> {
            if (upTo.isAfter(lock(db, group, reader))) {
                throw new MessagingException(Reason.UP_TO_INVALID);
            }
            Optional<Instant> horizon =
                    db.select(newest, group, upTo).mapTo(Instant.class).findFirst();
            return horizon.filter(it -> db.execute(mark, it, group, reader, it) == 1);
        });
    }

    @Override
    public void catchUp(UUID group) {}

    @Override
    public int rename(User user) {
        String sql = "update members set name = :displayName, handle = :handle where uuid = :uuid"
                + " and (name, handle) <> (:displayName, :handle)";
        return run(db -> db.createUpdate(sql).bindMethods(user).execute());
    }

    /** The key is checked before anything else. */
    private Posted once(NewMessage message, Function<Handle, Message> write) {
        return run(db -> {
            Optional<Message> answered = answered(db, message);
            return new Posted(answered.orElseGet(() -> write.apply(db)), answered.isPresent());
        });
    }

    private static Optional<Message> answered(Handle db, NewMessage message) {
        return db.createQuery("select * from messages where kept_until > :now and " + SAME_KEY)
                .bindMethods(message)
                .map(row -> {
                    if (!message.idempotency().fingerprint().equals(text(row, "fingerprint"))) {
                        throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
                    }
                    return message(row);
                })
                .findFirst();
    }

    /** Stores a message at the end of a group, and shows it with its sender's names in the other member's inbox. */
    private static Message write(Handle db, UUID group, NewMessage message) {
        Instant earliest = lock(db, group, message.sender().uuid()).plus(1, ChronoUnit.MICROS);
        Instant at = message.now().isBefore(earliest) ? earliest : message.now();
        List<String> writes = List.of(
                "update messages set used_key = null where kept_until <= :now and " + SAME_KEY,
                "insert into messages values (:group, :at, :uuid, :sender.uuid, :sender.displayName, :sender.handle,"
                        + " :text.value, :idempotency?.key.value, :idempotency?.fingerprint, :keptUntil)",
                "update groups set last = :at where uuid = :group",
                "update members set name = :sender.displayName, handle = :sender.handle"
                        + " where group_uuid = :group and uuid = :sender.uuid");
        Map<String, Object> more =
                Map.of("group", group, "at", at, "keptUntil", message.now().plus(Idempotency.KEPT));
        writes.forEach(
                it -> db.createUpdate(it).bindMethods(message).bindMap(more).execute());
        return message.storedIn(group, at);
    }

    /** Locks a group until the end of the transaction, and tells the time of its last message. */
    private static Instant lock(Handle db, UUID group, UUID member) {
        return db.select("select last from groups where uuid = ? and ? in (lower, higher) for update", group, member)
                .mapTo(Instant.class)
                .findFirst()
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    private <T> T run(HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (JdbiException e) {
                String state = e.getCause() instanceof SQLException cause ? cause.getSQLState() : "";
                if (!TRY_AGAIN.contains(state) || attempt == ATTEMPTS) {
                    throw new StorageException("the database failed", e);
                }
            }
        }
    }

    /** @param rows one more than the page shows, where there is one: then a page follows */
    private static <T> Page<T> page(ResultIterable<T> rows, int limit, Function<T, String> position) {
        List<T> found = rows.list();
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(position.apply(found.get(limit - 1))));
    }

    private static <T> T read(String position, Function<String, T> form) {
        try {
            return form.apply(position);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
    }

    private static Message message(RowView row) {
        User sender = new User(uuid(row, "sender"), text(row, "name"), text(row, "handle"));
        return new Message(
                uuid(row, "uuid"), uuid(row, "group_uuid"), sender, text(row, "text"), time(row, "created_at"));
    }

    private static InboxEntry entry(RowView row) {
        User other = new User(uuid(row, "other"), text(row, "name"), text(row, "handle"));
        String text = text(row, "text");
        long unread = row.getColumn("unread", Long.class);
        Instant readTo = time(row, "read_to");
        return new InboxEntry(uuid(row, "uuid"), other, text, time(row, "last"), uuid(row, "sender"), unread, readTo);
    }

    private static UUID uuid(RowView row, String column) {
        return row.getColumn(column, UUID.class);
    }

    private static String text(RowView row, String column) {
        return row.getColumn(column, String.class);
    }

    private static Instant time(RowView row, String column) {
        return row.getColumn(column, Instant.class);
    }
}
