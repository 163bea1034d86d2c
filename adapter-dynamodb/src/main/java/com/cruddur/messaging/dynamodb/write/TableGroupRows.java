package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
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

    private static InboxRows inboxRows(UUID group, Item head, Item rows) {
        return new InboxRows(
                group,
                new InboxRows.Row(MemberSlot.LOWER.user(head), rows.timeText(MemberSlot.LOWER.place())),
                new InboxRows.Row(MemberSlot.HIGHER.user(head), rows.timeText(MemberSlot.HIGHER.place())),
                storedTime(rows),
                storedTime(head),
                head.text(Keys.MESSAGE));
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

    /** As {@link #rows}, also of a group that is just being opened: its row may be in an inbox before the rest can be read. */
    private Optional<InboxRows> openRows(UUID group) {
        return rows(group).or(() -> {
            Map<Map<String, AttributeValue>, Item> opened =
                    transactions.settled(LOOK_UP, List.of(Keys.rows(group), Keys.head(group)));
            return opened.size() < 2 ? Optional.empty() : rows(group);
        });
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
