package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.InboxRows;
import com.cruddur.messaging.port.MessageGroups;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** The groups of a store under test, where something happens to a group between what a use case reads and what it writes. */
record BeforeWrite(MessageGroups groups, Consumer<UUID> happening) implements MessageGroups {
    @Override
    public boolean move(InboxRows rows) {
        happening.accept(rows.group());
        return groups.move(rows);
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        return groups.rows(group);
    }

    @Override
    public Optional<Group> find(UUID group) {
        return groups.find(group);
    }

    @Override
    public Optional<Group> between(UUID one, UUID another) {
        return groups.between(one, another);
    }

    @Override
    public Optional<Message> open(Group group, User receiver, Draft draft) {
        happening.accept(group.uuid());
        return groups.open(group, receiver, draft);
    }

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return groups.inbox(user, position, limit);
    }

    @Override
    public boolean rename(UUID group, User member) {
        happening.accept(group);
        return groups.rename(group, member);
    }
}
