package com.cruddur.messaging.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.application.Cursors;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The use cases over a store under test, and a directory of the users of one test. A user's subject is its uuid. */
final class Service {
    private static final byte[] CURSOR_KEY = "a key of the contract tests alone".getBytes(UTF_8);

    private final Map<UUID, User> users = new ConcurrentHashMap<>();
    private final Messaging messaging;

    Service(Store store, Clock clock) {
        this(store.messages(), store.groups(), clock);
    }

    Service(Messages messages, MessageGroups groups, Clock clock) {
        Users directory = new Users() {
            @Override
            public Optional<User> bySubject(String subject) {
                return users.values().stream()
                        .filter(it -> subjectOf(it).equals(subject))
                        .findFirst();
            }

            @Override
            public Optional<User> byHandle(String handle) {
                return users.values().stream()
                        .filter(it -> it.handle().equalsIgnoreCase(handle))
                        .findFirst();
            }
        };
        messaging = new Messaging(directory, groups, messages, new Cursors(CURSOR_KEY), clock, UUID::randomUUID);
    }

    Messaging messaging() {
        return messaging;
    }

    /** Signs up a user whom no other test knows. */
    User join(String name) {
        User user = Given.user(name);
        users.put(user.uuid(), user);
        return user;
    }

    void rename(User user, String handle) {
        users.put(user.uuid(), new User(user.uuid(), user.displayName(), handle));
    }

    static String subjectOf(User user) {
        return user.uuid().toString();
    }

    Message write(User sender, User receiver, String text) {
        return messaging.postFirst(subjectOf(sender), receiver.handle(), new MessageText(text), Optional.empty());
    }

    Message write(User sender, String handle, String text, IdempotencyKey key) {
        return messaging.postFirst(subjectOf(sender), handle, new MessageText(text), Optional.of(key));
    }

    Message post(User sender, UUID group, String text) {
        return messaging.post(subjectOf(sender), group, new MessageText(text), Optional.empty());
    }

    Message post(User sender, UUID group, String text, IdempotencyKey key) {
        return messaging.post(subjectOf(sender), group, new MessageText(text), Optional.of(key));
    }

    Page<Message> messages(User reader, UUID group, int limit, Optional<String> cursor) {
        return messaging.listMessages(subjectOf(reader), group, new PageRequest(limit, cursor));
    }

    Page<InboxEntry> inbox(User reader, int limit, Optional<String> cursor) {
        return messaging.listMessageGroups(subjectOf(reader), new PageRequest(limit, cursor));
    }
}
