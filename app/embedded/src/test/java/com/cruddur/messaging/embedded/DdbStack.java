package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.PostgresUsers;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores with the four seed users, the {@code ddb} commands on them, and a client that knows nothing of this project. */
final class DdbStack implements AutoCloseable {
    private final LocalStack stack;
    private final DynamoDbClient plain;

    DdbStack(Path directory) throws Exception {
        stack = LocalStack.start(directory);
        plain = DynamoDb.client(stack.endpoint(), null).build();
    }

    LocalStack stack() {
        return stack;
    }

    DynamoDbClient plain() {
        return plain;
    }

    /** An empty table. */
    void renew() {
        TableAdmin table = new TableAdmin(plain, TableAdmin.NAME);
        table.delete();
        table.create(false);
    }

    /** Runs {@code ddb} with these arguments on these stores; what is named by flags again counts. */
    Invocation ddb(String... arguments) {
        List<String> all = new ArrayList<>(List.of("ddb"));
        all.addAll(List.of(arguments));
        if (!all.contains("--endpoint-url") && !all.contains("--prod")) {
            all.addAll(List.of("--endpoint-url", stack.endpoint().toString()));
        }
        if (List.of("seed", "list-conversations").contains(arguments[0]) && !all.contains("--connection-url")) {
            all.addAll(List.of("--connection-url", stack.environment().get("CONNECTION_URL")));
        }
        return Invocation.of(all.toArray(String[]::new));
    }

    /** As {@link #ddb}, of a command that does what it is told. */
    Invocation done(String... arguments) {
        Invocation ran = ddb(arguments);
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran;
    }

    /** As {@link #ddb}, of a command that refuses, in one line. */
    String refused(String... arguments) {
        Invocation ran = ddb(arguments);
        assertThat(ran.err()).startsWith("messaging: ");
        assertThat(ran.err().lines()).as(ran.err()).hasSize(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(1);
        return ran.err();
    }

    User user(String handle) {
        try (HikariDataSource database =
                ConnectionUrl.parse(stack.environment().get("CONNECTION_URL")).open()) {
            return new PostgresUsers(database).byHandle(handle).orElseThrow();
        }
    }

    List<Map<String, AttributeValue>> items() {
        return plain.scanPaginator(scan -> scan.tableName(TableAdmin.NAME)).items().stream()
                .toList();
    }

    /** As the reference's programs query. */
    List<Map<String, AttributeValue>> query(String pk, String year) {
        return plain.query(query -> query.tableName(TableAdmin.NAME)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :year)")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(pk), ":year", AttributeValue.fromS(year)))
                        .scanIndexForward(false)
                        .limit(20))
                .items();
    }

    @Override
    public void close() throws IOException {
        plain.close();
        stack.close();
    }
}
