package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Another store, so that a test changes single calls of it. */
class DelegatingStore implements MessageStore, Messages, MessageGroups, Inbox {
    private final MessageStore store;

    DelegatingStore(MessageStore store) {
        this.store = store;
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        return store.messages().append(group, message);
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return store.groups().find(group);
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
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        return store.inbox().markRead(group, reader, upTo);
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, String position, int limit) {
        return store.inbox().newestFirst(user, position, limit);
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return store.inbox().find(group, user);
    }

    @Override
    public void catchUp(UUID group) {
        store.inbox().catchUp(group);
    }

    @Override
    public int rename(User user) {
        return store.inbox().rename(user);
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
        return store.messages().newestFirst(group, reader, position, limit);
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return store.messages().oldestFirst(group, reader, after, limit);
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        return store.messages().appendTo(receiver, newGroup, message);
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return store.messages().findByIdempotencyKey(message);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return store.groups().findByMembers(one, another);
    }
}
