package com.cruddur.messaging.postgres.store;

import java.util.regex.Pattern;

/** The schema that holds the tables of the store. */
record Schema(String name) {
    static final String DEFAULT = "messaging";

    private static final Pattern NAME = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,62}");

    /** @throws IllegalArgumentException when the name needs quotes, is too long, or belongs to PostgreSQL */
    Schema {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a schema's name has 1 to 63 characters of a to z, 0 to 9 and _, and begins with a letter or _, not with pg_");
        }
    }

    /** A statement on the tables of this schema: {@code {schema}} stands for its name. */
    String in(String statement) {
        return statement.replace("{schema}", '"' + name + '"');
    }
}
