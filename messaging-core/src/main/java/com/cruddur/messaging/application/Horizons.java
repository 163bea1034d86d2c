package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.UnreadCount;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.Users;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of read horizons: what a member has read, and what is unread. */
record Horizons(Users users, MessageStore store, boolean readReceipts, Announcer announcer) {
    private static final int NANOS_IN_MICRO = 1_000;

    void markRead(@Nullable String subject, UUID group, Instant upTo) {
        User reader = Callers.find(users, subject);
        if (upTo.getNano() % NANOS_IN_MICRO != 0) {
            throw new MessagingException(Reason.UP_TO_INVALID);
        }
        try {
            store.inbox()
                    .markRead(group, reader.uuid(), upTo)
                    .ifPresent(it -> announcer.read(group, reader.uuid(), it));
        } catch (StorageException e) {
            announcer.perhapsChanged(group);
            throw e;
        }
    }

    UnreadCount unread(@Nullable String subject) {
        User reader = Callers.find(users, subject);
        Page<InboxEntry> newest = store.inbox().newestFirst(reader.uuid(), null, PageRequest.MAX_LIMIT);
        return new UnreadCount(
                (int) newest.items().stream().filter(it -> it.unread() > 0).count(),
                newest.items().stream().mapToLong(InboxEntry::unread).sum(),
                newest.next().isEmpty());
    }

    GroupStatus group(@Nullable String subject, UUID group) {
        User member = Callers.find(users, subject);
        return status(group, member).orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    Optional<GroupStatus> groupWith(@Nullable String subject, String handle) {
        User member = Callers.find(users, subject);
        return users.byHandle(handle)
                .flatMap(it -> store.groups().findByMembers(member.uuid(), it.uuid()))
                .flatMap(it -> status(it.uuid(), member));
    }

    private Optional<GroupStatus> status(UUID group, User member) {
        Optional<GroupStatus> found = store.inbox().find(group, member.uuid());
        return readReceipts ? found : found.map(GroupStatus::withoutReceipt);
    }
}
