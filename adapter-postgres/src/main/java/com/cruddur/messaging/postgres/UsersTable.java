package com.cruddur.messaging.postgres;

import java.util.List;

/**
 * The table that {@link PostgresUsers} reads, by the names of a product that has its own.
 *
 * <p>The table needs an index on the subject, and one on {@code lower(handle collate "C")}: each look-up is by one of them, or by the
 * uuid. The uuid is of type {@code uuid}, and the rest is text.
 *
 * @param schema the schema of the table
 * @param table a table or a view
 * @param uuid the column of the user's uuid
 * @param displayName the column of the name that people read
 * @param handle the column of the name that people type
 * @param subject the column of the {@code sub} of the user's access tokens
 */
public record UsersTable(String schema, String table, String uuid, String displayName, String handle, String subject) {
    /** The table that {@link UsersSchema} makes. */
    public static final UsersTable DEFAULT =
            new UsersTable("public", "users", "uuid", "display_name", "handle", "cognito_user_id");

    private static final int MAX_LENGTH = 63;

    /** @throws IllegalArgumentException when PostgreSQL cannot have a name */
    public UsersTable {
        for (String name : List.of(schema, table, uuid, displayName, handle, subject)) {
            if (name.isEmpty() || name.length() > MAX_LENGTH || name.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a schema, table or column has a name of 1 to 63 characters");
            }
        }
    }

    /** A query with the names of this table in place of {@code {table}}, {@code {uuid}} and so on. */
    String in(String query) {
        return query.replace("{table}", quoted(schema) + "." + quoted(table))
                .replace("{uuid}", quoted(uuid))
                .replace("{display_name}", quoted(displayName))
                .replace("{handle}", quoted(handle))
                .replace("{subject}", quoted(subject));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
