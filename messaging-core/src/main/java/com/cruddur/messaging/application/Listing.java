package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases that read lists. */
record Listing(Users users, MessageStore store, Cursors cursors) {
    private static final String INBOX = "message_groups";

    Page<Message> messages(@Nullable String subject, UUID group, PageRequest request) {
        User caller = Callers.find(users, subject);
        String position = position(caller, group, request.cursor());
        Page<Message> page = store.messages()
                .newestFirst(group, caller.uuid(), position, request.limit())
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        return cursors.seal(oldestFirst(page), group.toString(), caller.uuid());
    }

    Page<Message> messagesAfter(@Nullable String subject, UUID group, Instant after, int limit) {
        User caller = Callers.find(users, subject);
        int checked = PageRequest.first(limit).limit();
        return store.messages()
                .oldestFirst(group, caller.uuid(), after, checked)
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    Page<InboxEntry> messageGroups(@Nullable String subject, PageRequest request) {
        User caller = Callers.find(users, subject);
        String position = cursors.open(request.cursor(), INBOX, caller.uuid());
        Page<InboxEntry> page = store.inbox().newestFirst(caller.uuid(), position, request.limit());
        return cursors.seal(page, INBOX, caller.uuid());
    }

    /** Answers a stranger in the same way whatever the cursor is: a bad cursor must not reveal which groups exist. */
    private @Nullable String position(User caller, UUID group, @Nullable String cursor) {
        try {
            return cursors.open(cursor, group.toString(), caller.uuid());
        } catch (MessagingException invalidCursor) {
            MessageGroup known = store.groups().find(group).orElse(null);
            throw known != null && known.includes(caller.uuid())
                    ? invalidCursor
                    : new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND);
        }
    }

    private static Page<Message> oldestFirst(Page<Message> page) {
        List<Message> items = new ArrayList<>(page.items());
        Collections.reverse(items);
        return new Page<>(items, page.next());
    }
}
