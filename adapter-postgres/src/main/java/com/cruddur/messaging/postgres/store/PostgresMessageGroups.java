package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.port.MessageGroups;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The groups. A row of {@code message_groups} is a group once it has a message. */
final class PostgresMessageGroups implements MessageGroups {
    private static final String GROUPS =
            "select uuid, lower, higher from {schema}.message_groups where last_at is not null and ";
    private static final String BY_UUID = GROUPS + "uuid = :uuid";
    private static final String BY_MEMBERS =
            GROUPS + "lower = least(:one, :another) and higher = greatest(:one, :another) and not extra";

    private final Statements statements;
    private final Schema schema;

    PostgresMessageGroups(Statements statements, Schema schema) {
        this.statements = statements;
        this.schema = schema;
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return one(BY_UUID, Map.of("uuid", group));
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return one(BY_MEMBERS, Map.of("one", one, "another", another));
    }

    private Optional<MessageGroup> one(String query, Map<String, ?> values) {
        return statements
                .list(
                        schema.in(query),
                        values,
                        (row, context) -> MessageGroup.of(
                                row.getObject("uuid", UUID.class),
                                row.getObject("lower", UUID.class),
                                row.getObject("higher", UUID.class)))
                .stream()
                .findFirst();
    }
}
