package com.cruddur.messaging.dynamodb.simulation;

import static java.time.temporal.ChronoUnit.MICROS;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.simulation.Key.Kind;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import com.cruddur.messaging.dynamodb.write.StoredTime;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The rows of groups, a first message and an append, on the simulated table, with the items and transactions of the table. Mutants override
 * methods that are not private.
 */
class SimulatedGroups implements GroupRows {
    /** Stands for a row's foreign attributes. */
    static final String FOREIGN = "foreign";

    private final Calls calls;

    SimulatedGroups(Calls calls) {
        this.calls = calls;
    }

    @Override
    public boolean rename(UUID group, User member) {
        throw new UnsupportedOperationException("not simulated");
    }

    /** The pair is taken to have no group. */
    Optional<Message> open(MessageGroup group, User receiver, NewMessage draft) {
        boolean lowerSends = draft.sender().uuid().equals(group.members().get(0));
        User lower = lowerSends ? draft.sender() : receiver;
        User higher = lowerSends ? receiver : draft.sender();
        UUID uuid = group.uuid();
        long at = micros(draft.now());
        String text = draft.text().value();
        List<Write> rest = List.of(
                Write.put(new Item.Head(Key.head(uuid), lower, higher, at, text), old -> old == null),
                Write.put(new Item.Message(Key.message(uuid, at), text), old -> old == null));
        Item.Row lowerRow = new Item.Row(Key.row(lower.uuid(), at), uuid, higher, text, at, FOREIGN);
        Item.Row higherRow = new Item.Row(Key.row(higher.uuid(), at), uuid, lower, text, at, FOREIGN);
        placeRows(lowerRow, higherRow, old -> old == null, rest);
        return Optional.of(draft.storedIn(uuid, draft.now()));
    }

    /** As {@link com.cruddur.messaging.port.Messages#append}, without keys. */
    Message append(MessageGroup group, NewMessage draft) {
        Key key = Key.head(group.uuid());
        Item.Head head = get(key, Item.Head.class).orElseThrow();
        long at = Math.max(micros(draft.now()), head.lastAt() + 1);
        String text = draft.text().value();
        write(List.of(
                Write.put(new Item.Head(key, head.lower(), head.higher(), at, text), head::equals),
                Write.put(new Item.Message(Key.message(group.uuid(), at), text), old -> old == null)));
        return draft.storedIn(group.uuid(), instant(at));
    }

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return calls.call("query", user, table -> {
            long before = position.map(Long::parseLong).orElse(Long.MAX_VALUE);
            NavigableMap<Long, Item> rest = table.query(Kind.GRP, user).headMap(before, false);
            List<InboxEntry> entries = new ArrayList<>();
            Long last = null;
            for (Long place : rest.descendingMap().keySet()) {
                if (entries.size() == limit) {
                    return new Page<>(entries, Optional.of(last.toString()));
                }
                Item.Row row = (Item.Row) rest.get(place);
                entries.add(
                        new InboxEntry(row.group(), row.other(), row.preview(), instant(row.shows()), null, 0, null));
                last = place;
            }
            return new Page<>(entries, Optional.empty());
        });
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        Optional<Item.Rows> rows = get(Key.rows(group), Item.Rows.class);
        Optional<Item.Head> head = get(Key.head(group), Item.Head.class);
        return head.flatMap(it -> rows.map(stand -> new InboxRows(
                group,
                new InboxRows.Row(it.lower(), Long.toString(stand.lower()), 0, Horizon.NONE),
                new InboxRows.Row(it.higher(), Long.toString(stand.higher()), 0, Horizon.NONE),
                time(stand.standAt()),
                time(it.lastAt()),
                it.last(),
                null)));
    }

    /** Reads the rows for their foreign attributes. One that is not there has been moved by somebody else. */
    @Override
    public boolean move(InboxRows rows) {
        Optional<Item.Row> lower = row(rows.lower());
        Optional<Item.Row> higher = row(rows.higher());
        if (lower.isEmpty() || higher.isEmpty()) {
            return false;
        }
        Key lowerKey = lower.get().key();
        Key higherKey = higher.get().key();
        Item.Rows stand = new Item.Rows(
                Key.rows(rows.group()), micros(rows.standAt().instant()), lowerKey.time(), higherKey.time());
        List<Write> rest = List.of(Write.delete(lowerKey, old -> true), Write.delete(higherKey, old -> true));
        return placeRows(moved(lower.get(), rows), moved(higher.get(), rows), stand::equals, rest);
    }

    private Optional<Item.Row> row(InboxRows.Row row) {
        Key key = Key.row(row.member().uuid(), Long.parseLong(row.place()));
        return get(key, Item.Row.class);
    }

    private Item.Row moved(Item.Row row, InboxRows rows) {
        long at = micros(rows.newestAt().instant());
        return row.movedTo(place(row, at), at, rows.preview());
    }

    /** Not always the message's time: a row that had to stand later does not move back to it. */
    long place(Item.Row row, long messageAt) {
        return Math.max(row.key().time(), messageAt);
    }

    /**
     * Puts both rows, records where they stand and does the rest, in one transaction; each row as little later as it
     * takes to have the place for itself.
     *
     * @return whether it was done; if not, the fence or the rest was refused
     */
    private boolean placeRows(Item.Row lower, Item.Row higher, Predicate<Item> fence, List<Write> rest) {
        Write putLower = Write.put(lower, old -> isFreeFor(lower, old));
        Write putHigher = Write.put(higher, old -> isFreeFor(higher, old));
        Item.Rows stand = new Item.Rows(
                Key.rows(lower.group()),
                lower.shows(),
                lower.key().time(),
                higher.key().time());
        List<Write> transaction = new ArrayList<>(rest);
        // One transaction must not name an item twice: a row that keeps its place is not deleted.
        transaction.removeIf(it -> it.key().equals(lower.key()) || it.key().equals(higher.key()));
        transaction.addAll(List.of(putLower, putHigher, Write.put(stand, fence)));
        Collection<Key> refused = write(transaction);
        boolean lowerTaken = refused.contains(lower.key());
        boolean higherTaken = refused.contains(higher.key());
        if (refused.isEmpty() || refused.size() > (lowerTaken ? 1 : 0) + (higherTaken ? 1 : 0)) {
            return refused.isEmpty();
        }
        return placeRows(lowerTaken ? later(lower) : lower, higherTaken ? later(higher) : higher, fence, rest);
    }

    private static boolean isFreeFor(Item.Row row, Item old) {
        return old == null || old instanceof Item.Row there && there.group().equals(row.group());
    }

    private static boolean isOdd(UUID group) {
        return group.getMostSignificantBits() % 2 != 0;
    }

    /** By one or three, as the uuid decides: for an adapter that draws lots. */
    private static Item.Row later(Item.Row row) {
        long by = isOdd(row.group()) ? 1 : 3;
        return row.movedTo(row.key().time() + by, row.shows(), row.preview());
    }

    private <T extends Item> Optional<T> get(Key key, Class<T> type) {
        return calls.call("get", key, table -> table.get(key, type));
    }

    /** @return the items whose conditions do not hold; when there are none all was written */
    Collection<Key> write(List<Write> transaction) {
        return calls.call("transaction", transaction, table -> table.write(transaction));
    }

    static StoredTime time(long micros) {
        return new StoredTime(Long.toString(micros), instant(micros));
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, MICROS);
    }

    static long micros(Instant instant) {
        return MICROS.between(Instant.EPOCH, instant);
    }
}
