package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.InboxRows;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The rows of a table, where something happens to a group between the look at its rows and the write. */
record BeforeWrite(GroupRows rows, Consumer<UUID> happening) implements GroupRows {
    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return rows.inbox(user, position, limit);
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        return rows.rows(group);
    }

    @Override
    public boolean move(InboxRows seen) {
        happening.accept(seen.group());
        return rows.move(seen);
    }

    @Override
    public boolean rename(UUID group, User member) {
        happening.accept(group);
        return rows.rename(group, member);
    }
}
