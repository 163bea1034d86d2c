package com.cruddur.messaging.dynamodb.table;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The items of a partition after one sort key and up to another, strongly consistent. */
final class KeyRange {
    /** A condition on keys has one range, which includes both its ends. */
    static final String JUST_AFTER = "\u0001";

    private static final String CONDITION = Keys.PK + " = :pk AND " + Keys.SK + " BETWEEN :from AND :upTo";

    private KeyRange() {}

    static QueryRequest.Builder of(QueryRequest.Builder query, String partition, String after, String upTo) {
        return query.keyConditionExpression(CONDITION)
                .expressionAttributeValues(Map.of(
                        ":pk", Keys.string(partition),
                        ":from", Keys.string(after + JUST_AFTER),
                        ":upTo", Keys.string(upTo)))
                .consistentRead(true);
    }
}
