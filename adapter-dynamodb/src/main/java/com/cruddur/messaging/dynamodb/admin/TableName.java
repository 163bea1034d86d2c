package com.cruddur.messaging.dynamodb.admin;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** The name of the table, checked by
 * <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">DynamoDB's
 * rules</a>. */
public final class TableName {
    /** The rule, for people. */
    public static final String RULE = "a table's name has 3 to 255 characters: letters, digits, _, - and .";

    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");

    /** The first one that is set counts. The second is the reference's. */
    private static final List<String> VARIABLES = List.of("MESSAGING_TABLE", "DDB_MESSAGE_TABLE");

    private TableName() {}

    /**
     * The name that was given.
     *
     * @throws IllegalArgumentException when DynamoDB would refuse it; the message does not quote it
     */
    public static String of(String name) {
        if (!VALID.matcher(name).matches()) {
            throw new IllegalArgumentException(RULE);
        }
        return name;
    }

    /**
     * The name in {@code MESSAGING_TABLE}, else in {@code DDB_MESSAGE_TABLE}, else {@value TableAdmin#NAME}. A blank variable
     * counts as not set.
     *
     * @throws IllegalArgumentException when DynamoDB would refuse it; the message names the variable
     */
    public static String in(Map<String, String> environment) {
        return VARIABLES.stream()
                .filter(it -> !Objects.toString(environment.get(it), "").isBlank())
                .findFirst()
                .map(it -> valueOf(it, environment))
                .orElse(TableAdmin.NAME);
    }

    private static String valueOf(String variable, Map<String, String> environment) {
        try {
            return of(requireNonNull(environment.get(variable)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(variable + ": " + e.getMessage(), e);
        }
    }
}
