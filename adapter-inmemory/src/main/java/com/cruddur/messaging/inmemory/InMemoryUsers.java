package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The directory of the users that were put here. Thread-safe. */
public final class InMemoryUsers implements Users {
    private final Map<String, User> bySubject = new ConcurrentHashMap<>();
    private final Map<String, User> byHandle = new ConcurrentHashMap<>();
    private final Map<UUID, Entry> byUuid = new ConcurrentHashMap<>();

    private record Entry(User user, String handle, String subject) {}

    /** No user yet. */
    public InMemoryUsers() {}

    /**
     * Puts a user here. It replaces the user with the same uuid, whose old handle and subject are free then.
     *
     * @param subject the {@code sub} of this user's access tokens
     * @throws IllegalArgumentException when another user has this handle, in any case of its ASCII letters, or this subject
     */
    public synchronized void put(User user, String subject) {
        Entry entry = new Entry(user, Text.folded(user.handle()), subject);
        refuseAnother(byHandle.get(entry.handle()), user, "handle");
        refuseAnother(bySubject.get(subject), user, "subject");
        byHandle.put(entry.handle(), user);
        bySubject.put(subject, user);
        Entry old = byUuid.put(user.uuid(), entry);
        if (old != null && !old.handle().equals(entry.handle())) {
            byHandle.remove(old.handle());
        }
        if (old != null && !old.subject().equals(subject)) {
            bySubject.remove(old.subject());
        }
    }

    @Override
    public Optional<User> bySubject(String subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    @Override
    public Optional<User> byHandle(String handle) {
        return Optional.ofNullable(byHandle.get(Text.folded(handle)));
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        return Optional.ofNullable(byUuid.get(uuid)).map(Entry::user);
    }

    private static void refuseAnother(@Nullable User there, User user, String field) {
        if (there != null && !there.uuid().equals(user.uuid())) {
            throw new IllegalArgumentException("another user has this " + field);
        }
    }
}
