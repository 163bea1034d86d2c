package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory of two users, whose subjects are their handles. */
record TwoUsers(User one, User two) implements Users {
    @Override
    public Optional<User> bySubject(String subject) {
        return byHandle(subject);
    }

    @Override
    public Optional<User> byHandle(String handle) {
        return Stream.of(one, two).filter(it -> it.handle().equals(handle)).findFirst();
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        return Stream.of(one, two).filter(it -> it.uuid().equals(uuid)).findFirst();
    }
}
