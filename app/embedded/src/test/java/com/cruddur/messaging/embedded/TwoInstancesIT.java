package com.cruddur.messaging.embedded;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Posts at one instance, events at the other, and one of the two is killed. */
final class TwoInstancesIT {
    @TempDir
    private Path directory;

    @Test
    void everyDeviceIsExactAfterAKillOnPostgres() throws Exception {
        try (PostgresStack stack = PostgresStack.start(directory)) {
            TestDatabases.addUsers(stack.connectionUrl(), users());
            TwoInstances.run(directory, stack.environment(), stack::token);
        }
    }

    @Test
    void everyDeviceIsExactAfterAKillOnDynamoDb() throws Exception {
        try (LocalStack stack = LocalStack.start(directory)) {
            TestDatabases.addUsers(stack.connectionUrl(), users());
            TwoInstances.run(directory, stack.environment(), stack::token);
        }
    }

    private static List<Account> users() {
        return IntStream.range(0, TwoInstances.USERS)
                .mapToObj(TwoInstances::handle)
                .map(it -> new Account(new User(UUID.randomUUID(), it, it), it + "@example.com", "subject of " + it))
                .toList();
    }
}
