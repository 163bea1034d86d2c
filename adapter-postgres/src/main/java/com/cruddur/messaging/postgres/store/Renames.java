package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Shows a user with other names in the groups of the user. It goes in small steps, so that no post waits for more than one. */
final class Renames {
    private static final int STEP = 200;
    private static final int ATTEMPTS = 5;

    private static final String GROUPS = """
            select uuid from {schema}.message_groups
            where {own} = ? and last_at is not null and ({own}_name, {own}_handle) <> (?, ?) order by uuid""";

    private static final String RENAME = """
            with step as materialized (
              select uuid from {schema}.message_groups
              where uuid = any (?) and ({own}_name, {own}_handle) <> (?, ?) order by uuid for no key update
            ), renamed as (
              update {schema}.message_groups g set {own}_name = ?, {own}_handle = ? from step where g.uuid = step.uuid returning 1
            )
            select count(*) from renamed""";

    private final Statements statements;
    private final Connections connections;
    private final Schema schema;
    private final Duration timeout;

    Renames(Statements statements, Connections connections, Schema schema, Duration timeout) {
        this.statements = statements;
        this.connections = connections;
        this.schema = schema;
        this.timeout = timeout;
    }

    /**
     * Renames a user in the groups in which the user is on this side.
     *
     * @param own {@code lower} or {@code higher}
     * @return in how many groups the names changed
     */
    int rename(User user, String own) {
        List<UUID> groups = statements.list(
                schema.in(GROUPS.replace("{own}", own)),
                row -> row.getObject("uuid", UUID.class),
                user.uuid(),
                user.displayName(),
                user.handle());
        int renamed = 0;
        for (int i = 0; i < groups.size(); i += STEP) {
            renamed += renameStep(user, own, groups.subList(i, Math.min(i + STEP, groups.size())));
        }
        return renamed;
    }

    private int renameStep(User user, String own, List<UUID> groups) {
        for (int attempt = 1; ; attempt++) {
            Deadline deadline = Deadline.in(timeout);
            try (Session session = connections.open(deadline, deadline.millisLeft())) {
                return session.commitInOneMessage(
                        schema.in(RENAME.replace("{own}", own)),
                        (statement, first) -> bind(statement, first, user, groups),
                        rows -> {
                            rows.next();
                            return rows.getInt(1);
                        });
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || Failure.of(e) != Failure.RETRY) {
                    throw new StorageException("the message store could not rename a user", e);
                }
            }
        }
    }

    private static void bind(PreparedStatement statement, int first, User user, List<UUID> groups) throws SQLException {
        statement.setArray(first, statement.getConnection().createArrayOf("uuid", groups.toArray()));
        for (int i = 1; i <= 3; i += 2) {
            statement.setString(first + i, user.displayName());
            statement.setString(first + i + 1, user.handle());
        }
    }
}
