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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A store on an SQL database, written from the Javadoc of the ports alone. Its inboxes are right inside the write. */
final class SqlStore implements MessageStore, Messages, MessageGroups, Inbox {
    private static final int ATTEMPTS = 50;
    /** A rival has inserted the same row, or holds a lock for too long: the whole transaction is tried again. */
    private static final Set<String> TRY_AGAIN = Set.of("23505", "40001", "HYT00");

    private static final String SCHEMA = """
            create table groups (uuid uuid primary key, lower uuid, lower_name varchar, lower_handle varchar, higher uuid,
                higher_name varchar, higher_handle varchar, last_at bigint, last_text varchar, last_sender uuid,
                lower_read bigint, higher_read bigint, unique (lower, higher));
            create table messages (group_uuid uuid, created_at bigint, uuid uuid unique, sender uuid, name varchar,
                handle varchar, text varchar, primary key (group_uuid, created_at));
            create table used_keys (sender uuid, used varchar, fingerprint varchar, kept_until bigint, message_uuid uuid,
                primary key (sender, used));
            """;

    private static final String ROW = """
            select g.*, (select count(*) from messages m where m.group_uuid = g.uuid and m.sender <> ? and m.created_at
                > coalesce(case when lower = ? then lower_read else higher_read end, -1)) as unread from groups g where\s""";

    private final JdbcConnectionPool connections =
            JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private final Jdbi jdbi = Jdbi.create(connections);

    SqlStore() {
        connections.setMaxConnections(40);
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
    public void close() {
        connections.dispose();
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
        String sql = "select * from messages where group_uuid = ? and created_at < ? order by created_at desc limit ?";
        long before = position == null ? Long.MAX_VALUE : Long.parseLong(read(position, "[0-9]{1,18}")[0]);
        return find(group).filter(it -> it.includes(reader)).map(it -> {
            List<Message> found = list(sql, SqlStore::message, group, before, limit + 1);
            return page(found, limit, last -> String.valueOf(micros(last.createdAt())));
        });
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        String sql = "select * from messages where group_uuid = ? and created_at > ? order by created_at limit ?";
        return find(group).filter(it -> it.includes(reader)).map(it -> {
            List<Message> found = list(sql, SqlStore::message, group, micros(after), limit + 1);
            return page(found, limit, last -> last.createdAt().toString());
        });
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        return once(
                message,
                db -> store(db, "uuid = ?", message, group)
                        .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND)));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return once(message, db -> {
            User sender = message.sender();
            MessageGroup pair = MessageGroup.of(newGroup, sender.uuid(), receiver.uuid());
            UUID lower = pair.members().get(0);
            UUID higher = pair.members().get(1);
            Optional<Message> stored = store(db, "lower = ? and higher = ?", message, lower, higher);
            if (stored.isPresent()) {
                return stored.get();
            }
            User first = lower.equals(sender.uuid()) ? sender : receiver;
            User second = first == sender ? receiver : sender;
            db.execute(
                    "insert into groups values (?, ?, ?, ?, ?, ?, ?, 0, '', null, null, null)",
                    newGroup,
                    lower,
                    first.displayName(),
                    first.handle(),
                    higher,
                    second.displayName(),
                    second.handle());
            return store(db, "uuid = ?", message, newGroup).orElseThrow();
        });
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return run(db -> answered(db, message));
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return list("select * from groups where uuid = ?", SqlStore::group, group).stream()
                .findFirst();
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        String sql = "select * from groups where (lower = ? and higher = ?) or (higher = ? and lower = ?)";
        return list(sql, SqlStore::group, one, another, one, another).stream().findFirst();
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        String[] last = read(position == null ? "9".repeat(18) + " " + user : position, "[0-9]{1,18} [0-9a-f-]{36}");
        String sql = ROW + "(lower = ? or higher = ?) and (last_at, g.uuid) < (?, ?)"
                + " order by last_at desc, g.uuid desc limit ?";
        long at = Long.parseLong(last[0]);
        UUID uuid = UUID.fromString(last[1]);
        List<InboxEntry> found = list(sql, it -> entry(it, user), user, user, user, user, at, uuid, limit + 1);
        return page(found, limit, it -> micros(it.lastMessageAt()) + " " + it.group());
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        String sql = ROW + "g.uuid = ? and (lower = ? or higher = ?)";
        Mapper<GroupStatus> status = row -> new GroupStatus(entry(row, user), read(row, side(row, user, false)));
        return list(sql, status, user, user, group, user, user).stream().findFirst();
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        String lock = "select * from groups where uuid = ? and (lower = ? or higher = ?) for update";
        String before = "select max(created_at) from messages where group_uuid = ? and created_at <= ?";
        return run(db -> {
            String side = db.select(lock, group, reader, reader)
                    .map((row, context) -> {
                        if (upTo.isAfter(time(row.getLong("last_at")))) {
                            throw new MessagingException(Reason.UP_TO_INVALID);
                        }
                        return side(row, reader, true);
                    })
                    .findFirst()
                    .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
            Optional<Long> horizon =
                    db.select(before, group, micros(upTo)).mapTo(Long.class).findFirst();
            String mark = "update groups set #_read = ? where uuid = ? and (#_read is null or #_read < ?)";
            return horizon.filter(it -> db.execute(mark.replace("#", side), it, group, it) == 1)
                    .map(SqlStore::time);
        });
    }

    @Override
    public void catchUp(UUID group) {}

    @Override
    public int rename(User user) {
        return run(db -> rename(db, user, ""));
    }

    private static int rename(Handle db, User user, String and) {
        String sql = "update groups set #_name = ?, #_handle = ? where # = ? and (#_name, #_handle) <> (?, ?)" + and;
        Object[] values = {user.displayName(), user.handle(), user.uuid(), user.displayName(), user.handle()};
        return db.execute(sql.replace("#", "lower"), values) + db.execute(sql.replace("#", "higher"), values);
    }

    private Posted once(NewMessage message, Function<Handle, Message> write) {
        return run(db -> {
            Optional<Message> answered = answered(db, message);
            if (answered.isPresent()) {
                return new Posted(answered.get(), true);
            }
            Message stored = write.apply(db);
            Idempotency key = message.idempotency();
            if (key != null) {
                UUID sender = message.sender().uuid();
                String used = key.key().value();
                long now = micros(message.now());
                db.execute(
                        "delete from used_keys where sender = ? and used = ? and kept_until <= ?", sender, used, now);
                long until = micros(message.now().plus(Idempotency.KEPT));
                db.execute(
                        "insert into used_keys values (?, ?, ?, ?, ?)",
                        sender,
                        used,
                        key.fingerprint(),
                        until,
                        stored.uuid());
            }
            return new Posted(stored, false);
        });
    }

    private static Optional<Message> answered(Handle db, NewMessage message) {
        Idempotency key = message.idempotency();
        String sql = "select m.*, fingerprint from used_keys k join messages m on m.uuid = message_uuid"
                + " where k.sender = ? and used = ? and kept_until > ?";
        return key == null
                ? Optional.empty()
                : db.select(sql, message.sender().uuid(), key.key().value(), micros(message.now()))
                        .map((row, context) -> {
                            if (!row.getString("fingerprint").equals(key.fingerprint())) {
                                throw new MessagingException(Reason.IDEMPOTENCY_KEY_REUSED);
                            }
                            return message(row);
                        })
                        .findFirst();
    }

    private static Optional<Message> store(Handle db, String which, NewMessage message, Object... group) {
        User sender = message.sender();
        String lock = "select * from groups where " + which + " for update";
        Optional<Message> stored = db.select(lock, group)
                .map((row, context) -> {
                    Instant earliest = time(row.getLong("last_at") + 1);
                    Instant at = message.now().isBefore(earliest) ? earliest : message.now();
                    return group(row).includes(sender.uuid())
                            ? Optional.of(message.storedIn(group(row).uuid(), at))
                            : Optional.<Message>empty();
                })
                .findFirst()
                .flatMap(Function.identity());
        stored.ifPresent(it -> {
            long at = micros(it.createdAt());
            db.execute(
                    "insert into messages values (?, ?, ?, ?, ?, ?, ?)",
                    it.group(),
                    at,
                    it.uuid(),
                    sender.uuid(),
                    sender.displayName(),
                    sender.handle(),
                    it.text());
            db.execute(
                    "update groups set last_at = ?, last_text = ?, last_sender = ? where uuid = ?",
                    at,
                    it.text(),
                    sender.uuid(),
                    it.group());
            rename(db, sender, " and uuid = '" + it.group() + "'");
        });
        return stored;
    }

    private <T> T run(HandleCallback<T, RuntimeException> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work);
            } catch (JdbiException e) {
                boolean tryAgain =
                        e.getCause() instanceof SQLException cause && TRY_AGAIN.contains(cause.getSQLState());
                if (!tryAgain || attempt == ATTEMPTS) {
                    throw new StorageException("the database failed", e);
                }
            }
        }
    }

    private interface Mapper<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> list(String sql, Mapper<T> mapper, Object... values) {
        return run(db ->
                db.select(sql, values).map((row, context) -> mapper.of(row)).list());
    }

    private static <T> Page<T> page(List<T> found, int limit, Function<T, String> position) {
        return found.size() <= limit
                ? new Page<>(found, Optional.empty())
                : new Page<>(found.subList(0, limit), Optional.of(position.apply(found.get(limit - 1))));
    }

    private static MessageGroup group(ResultSet row) throws SQLException {
        return MessageGroup.of(uuid(row, "uuid"), uuid(row, "lower"), uuid(row, "higher"));
    }

    private static Message message(ResultSet row) throws SQLException {
        User sender = new User(uuid(row, "sender"), row.getString("name"), row.getString("handle"));
        Instant at = time(row.getLong("created_at"));
        return new Message(uuid(row, "uuid"), uuid(row, "group_uuid"), sender, row.getString("text"), at);
    }

    private static InboxEntry entry(ResultSet row, UUID user) throws SQLException {
        String other = side(row, user, false);
        User shown = new User(uuid(row, other), row.getString(other + "_name"), row.getString(other + "_handle"));
        return new InboxEntry(
                uuid(row, "uuid"),
                shown,
                row.getString("last_text"),
                time(row.getLong("last_at")),
                uuid(row, "last_sender"),
                row.getLong("unread"),
                read(row, side(row, user, true)));
    }

    private static String side(ResultSet row, UUID user, boolean own) throws SQLException {
        return uuid(row, "lower").equals(user) == own ? "lower" : "higher";
    }

    private static Instant read(ResultSet row, String side) throws SQLException {
        long micros = row.getLong(side + "_read");
        return row.wasNull() ? null : time(micros);
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static String[] read(String position, String form) {
        if (!position.matches(form)) {
            throw new MessagingException(Reason.CURSOR_INVALID);
        }
        return position.split(" ");
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
