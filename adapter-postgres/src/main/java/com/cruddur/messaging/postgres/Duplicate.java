package com.cruddur.messaging.postgres;

/**
 * What several users of a table share although it has to be one user's.
 *
 * @param column {@code handle} or {@code cognito_user_id}
 * @param value a handle in lower case, since its case does not tell users apart, or a subject
 * @param rows how many have it
 */
public record Duplicate(String column, String value, int rows) {}
