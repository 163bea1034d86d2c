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
        Map<String, AttributeValue> headKey = Keys.head(group);
        Map<String, AttributeValue> rowsKey = Keys.rows(group);
        Map<String, Item> found = table.getAll("look up a group's inbox rows", List.of(headKey, rowsKey), true);
        Optional<Item> head = Optional.ofNullable(found.get(new Item(headKey).text(Keys.PK)));
        Optional<Item> rows = Optional.ofNullable(found.get(new Item(rowsKey).text(Keys.PK)));
        // They come in one transaction, which a reader may see half done: then the group is not open yet.
        return head.flatMap(it -> rows.map(them -> inboxRows(group, it, them)));
    }

    private static InboxRows inboxRows(UUID group, Item head, Item rows) {
        return new InboxRows(
                group,
                new InboxRows.Row(MemberSlot.LOWER.user(head), rows.timeText(MemberSlot.LOWER.place())),
                new InboxRows.Row(MemberSlot.HIGHER.user(head), rows.timeText(MemberSlot.HIGHER.place())),
                rows.time(Keys.MESSAGE_CREATED_AT),
                head.time(Keys.MESSAGE_CREATED_AT),
                head.text(Keys.MESSAGE));
    }

    @Override
    public boolean move(InboxRows rows) {
        return rows.areBehind() && transactions.write(new Move(rows, standing(rows)));
    }

    @Override
    public boolean rename(UUID group, User member) {
        Optional<InboxRows> renamed = rows(group).flatMap(it -> it.renamed(member));
        while (renamed.isPresent() && !transactions.write(new Rename(renamed.get(), member, standing(renamed.get())))) {
            renamed = rows(group).flatMap(it -> it.renamed(member));
        }
        return renamed.isPresent();
    }

    /** Both rows by their partitions, for what others have added to them. A reader who comes right after a move may miss them. */
    private Map<String, Item> standing(InboxRows rows) {
        String name = "look up inbox rows";
        List<Map<String, AttributeValue>> keys = Stream.of(rows.lower(), rows.higher())
                .map(it -> Keys.row(it.member().uuid(), it.place()))
                .toList();
        Map<String, Item> found = table.getAll(name, keys, false);
        return found.size() == keys.size() ? found : table.getAll(name, keys, true);
    }
}
