package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.port.MessageGroups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The groups. A row of {@code message_groups} is a group once it has a message. */
final class PostgresMessageGroups implements MessageGroups {
    private static final String GROUPS =
            "select g.uuid, g.lower, g.higher from {schema}.message_groups g where g.last_at is not null and ";
    private static final String BY_UUID = GROUPS + "g.uuid = ?";
    private static final String BY_MEMBERS = GROUPS + Groups.IS_OF_PAIR;

    private final Statements statements;
    private final Schema schema;

    PostgresMessageGroups(Statements statements, Schema schema) {
        this.statements = statements;
        this.schema = schema;
    }

    @Override
    public Optional<MessageGroup> find(UUID group) {
        return statements.first(schema.in(BY_UUID), PostgresMessageGroups::group, group);
    }

    @Override
    public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
        return statements.first(schema.in(BY_MEMBERS), PostgresMessageGroups::group, one, another, one, another);
    }

    private static MessageGroup group(ResultSet row) throws SQLException {
        return MessageGroup.of(
                row.getObject("uuid", UUID.class),
                row.getObject("lower", UUID.class),
                row.getObject("higher", UUID.class));
    }
}
