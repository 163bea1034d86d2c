package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TableReads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Planted mistakes: the head is read before the rows, and a rename moves the rows to the head that it has read, however old. */
public final class RowsAsBefore implements GroupRows {
    private final TableReads table;
    private final Transactions transactions;
    private final TableGroupRows right;

    public RowsAsBefore(TableReads table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
        this.right = new TableGroupRows(table, transactions);
    }

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return right.inbox(user, position, limit);
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        Optional<Item> head = table.get("read", Keys.head(group));
        Optional<Item> rows = table.get("read", Keys.rows(group));
        return head.flatMap(it -> rows.map(them -> TableGroupRows.inboxRows(group, it, them)));
    }

    @Override
    public boolean move(InboxRows rows) {
        return right.move(rows);
    }

    @Override
    public boolean rename(UUID group, User member) {
        Optional<InboxRows> renamed = rows(group).flatMap(it -> it.renamed(member));
        while (renamed.isPresent() && !transactions.write(new Rename(renamed.get(), member, standing(renamed.get())))) {
            renamed = rows(group).flatMap(it -> it.renamed(member));
        }
        return renamed.isPresent();
    }

    private Map<String, Item> standing(InboxRows rows) {
        return table.getAll(
                "read",
                List.of(
                        Keys.row(rows.lower().member().uuid(), rows.lower().place()),
                        Keys.row(rows.higher().member().uuid(), rows.higher().place())));
    }
}
