package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TableReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The inbox rows of groups in the table. Thread-safe. */
public final class TableGroupRows implements GroupRows {
    private static final String LOOK_UP = "look up a group's inbox rows";

    private final TableReads table;
    private final Transactions transactions;

    public TableGroupRows(TableReads table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return table.newestFirst("list message groups", Keys.inbox(user), position, limit, Items::inboxEntry);
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        // In this order: whatever moves the rows after the first read fails the fence, and so the head is never the
        // older of the two.
        Optional<Item> rows = table.get(LOOK_UP, Keys.rows(group));
        // They come in one transaction, which a reader may see half done: then the group is not open yet.
        return rows.flatMap(it -> table.get(LOOK_UP, Keys.head(group)).map(head -> inboxRows(group, head, it)));
    }

    /** The rows of a group, by its head and its rows item. */
    public static InboxRows inboxRows(UUID group, Item head, Item rows) {
        return new InboxRows(
                group,
                row(MemberSlot.LOWER, head, rows),
                row(MemberSlot.HIGHER, head, rows),
                storedTime(rows),
                storedTime(head),
                head.text(Keys.MESSAGE),
                MemberSlot.sender(head).orElse(null));
    }

    private static InboxRows.Row row(MemberSlot side, Item head, Item rows) {
        return new InboxRows.Row(
                side.user(head), rows.timeText(side.place()), side.sentBy(head), Horizon.of(side, rows));
    }

    private static StoredTime storedTime(Item item) {
        return new StoredTime(item.text(Keys.MESSAGE_CREATED_AT), item.time(Keys.MESSAGE_CREATED_AT));
    }

    @Override
    public boolean move(InboxRows rows) {
        return rows.areBehind() && transactions.write(new Move(rows, standing(rows)));
    }

    @Override
    public boolean rename(UUID group, User member) {
        for (int round = 0; round < Inboxes.ROUNDS; round++) {
            Optional<InboxRows> renamed = openRows(group).flatMap(it -> it.renamed(member));
            if (renamed.isEmpty()) {
                return false;
            }
            // Rows that are ahead of the head were moved by a post whose head is not seen yet: they must not move back.
            if (!renamed.get().areAhead()
                    && transactions.write(new Rename(renamed.get(), member, standing(renamed.get())))) {
                return true;
            }
        }
        throw new ContestedException("rename a group's member");
    }

    /**
     * The group as it stands in a member's inbox, as {@link com.cruddur.messaging.port.Inbox#find} says. A head that is behind the rows
     * was read while a post was half visible; then another read waits for it.
     */
    public Optional<GroupStatus> find(UUID group, UUID user) {
        Optional<InboxRows> read = openRows(group);
        Optional<InboxRows> rows = read.filter(InboxRows::areAhead).isPresent() ? settledRows(group) : read;
        return rows.flatMap(it -> it.side(user).map(side -> status(it, side)));
    }

    private static GroupStatus status(InboxRows rows, MemberSlot side) {
        InboxRows.Row other = rows.row(side.other());
        Horizon horizon = rows.row(side).horizon();
        InboxEntry entry = new InboxEntry(
                rows.group(),
                other.member(),
                rows.preview(),
                rows.newestAt().instant(),
                rows.sender(),
                horizon.unreadOf(other.sent()),
                horizon.time().orElse(null));
        return new GroupStatus(entry, other.horizon().time().orElse(null));
    }

    private Optional<InboxRows> settledRows(UUID group) {
        Map<Map<String, AttributeValue>, Item> items =
                transactions.settled(LOOK_UP, List.of(Keys.rows(group), Keys.head(group)));
        return Optional.ofNullable(items.get(Keys.rows(group)))
                .flatMap(rows ->
                        Optional.ofNullable(items.get(Keys.head(group))).map(head -> inboxRows(group, head, rows)));
    }

    /** As {@link #rows}, also of a group that is just being opened: its row may be in an inbox before the rest can be read. */
    Optional<InboxRows> openRows(UUID group) {
        return rows(group).or(() -> settledRows(group));
    }

    /**
     * Both rows by their partitions, for what others have added to them. A plain read may miss a row that a transaction has just put
     * there; then another waits for the transaction.
     */
    private Map<String, Item> standing(InboxRows rows) {
        List<Map<String, AttributeValue>> keys = Stream.of(rows.lower(), rows.higher())
                .map(it -> Keys.row(it.member().uuid(), it.place()))
                .toList();
        Map<String, Item> found = table.getAll(LOOK_UP, keys);
        for (Map<String, AttributeValue> key : keys) {
            String partition = new Item(key).text(Keys.PK);
            if (!found.containsKey(partition)) {
                transactions.settled(LOOK_UP, key).ifPresent(it -> found.put(partition, it));
            }
        }
        return found;
    }
}
