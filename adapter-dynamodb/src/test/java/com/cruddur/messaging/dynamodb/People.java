package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A directory for tests: a user's subject is the handle. */
final class People implements Users {
    private final Map<String, User> byHandle = new ConcurrentHashMap<>();

    /** A user whom nobody has met yet. */
    User add(String name) {
        UUID uuid = UUID.randomUUID();
        return add(new User(uuid, name, name.toLowerCase(Locale.ROOT) + "-" + uuid));
    }

    /** A user, in place of the one who had the handle. */
    User add(User user) {
        byHandle.put(user.handle(), user);
        return user;
    }

    @Override
    public Optional<User> bySubject(String subject) {
        return byHandle(subject);
    }

    @Override
    public Optional<User> byUuid(UUID uuid) {
        return byHandle.values().stream().filter(it -> it.uuid().equals(uuid)).findFirst();
    }

    @Override
    public Optional<User> byHandle(String handle) {
        return Optional.ofNullable(byHandle.get(handle));
    }

    /** The use cases of these people on a table, as one instance runs them that has just started. */
    UseCases on(DynamoDbMessageGroups groups, DynamoDbMessages messages) {
        return new UseCases(this, groups, messages, Clock.systemUTC(), UUID::randomUUID);
    }

    UseCases on(DynamoDbClient client, String table) {
        StoreClock clock = new StoreClock();
        return on(
                new DynamoDbMessageGroups(client, table, LocalDynamoDb.PATIENCE, clock),
                new DynamoDbMessages(client, table, LocalDynamoDb.PATIENCE, clock));
    }
}
