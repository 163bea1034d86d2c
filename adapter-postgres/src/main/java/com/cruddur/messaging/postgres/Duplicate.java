package com.cruddur.messaging.postgres;

/**
 * A handle or a subject that several users of a table share, although it has to belong to one.
 *
 * @param column {@code handle} or {@code cognito_user_id}
 * @param value a handle in lower case, since its case does not tell users apart, or a subject
 * @param rows how many have it
 */
public record Duplicate(String column, String value, int rows) {}
