package com.cruddur.messaging.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The use cases over a store under test, and a directory of the users of one test. A user's subject is its uuid. */
final class Service {
    private static final byte[] CURSOR_KEY = "a key of the contract tests alone".getBytes(UTF_8);

    private final Map<UUID, User> users = new ConcurrentHashMap<>();
    private final Messaging messaging;

    Service(StoreUnderTest store, Clock clock) {
        this(store, clock, builder -> builder);
    }

    Service(StoreUnderTest store, Clock clock, UnaryOperator<Messaging.Builder> more) {
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

            @Override
            public Optional<User> byUuid(UUID uuid) {
                return Optional.ofNullable(users.get(uuid));
            }
        };
        messaging = more.apply(Messaging.builder(directory, store.store())
                        .cursorKey(CURSOR_KEY)
                        .clock(clock))
                .build();
    }

    Messaging messaging() {
        return messaging;
    }

    /** Signs up a user that no other test knows. */
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

    Caller as(User caller) {
        return messaging.as(subjectOf(caller));
    }

    Message write(User sender, User receiver, String text) {
        return as(sender).postTo(receiver.handle(), new MessageText(text)).message();
    }

    Posted write(User sender, String handle, String text, IdempotencyKey key) {
        return as(sender).postTo(handle, new MessageText(text), key);
    }

    Message post(User sender, UUID group, String text) {
        return as(sender).post(group, new MessageText(text)).message();
    }

    Posted post(User sender, UUID group, String text, IdempotencyKey key) {
        return as(sender).post(group, new MessageText(text), key);
    }

    Page<Message> messages(User reader, UUID group, int limit, @Nullable String cursor) {
        return as(reader).messages(group, new PageRequest(limit, cursor));
    }

    Page<InboxEntry> inbox(User reader, int limit, @Nullable String cursor) {
        return as(reader).messageGroups(new PageRequest(limit, cursor));
    }
}
