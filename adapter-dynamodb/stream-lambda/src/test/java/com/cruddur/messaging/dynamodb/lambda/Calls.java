package com.cruddur.messaging.dynamodb.lambda;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The IAM actions that a client's calls need. A transaction needs those of its parts and none of its own: see "IAM policies
 * with DynamoDB transactions" in AWS's developer guide. Thread-safe.
 */
final class Calls implements ExecutionInterceptor {
    private final Set<String> actions = new ConcurrentSkipListSet<>();

    Set<String> actions() {
        return actions;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        actionsOf(context.request()).forEach(it -> actions.add("dynamodb:" + it));
    }

    private static Stream<String> actionsOf(SdkRequest request) {
        if (request instanceof TransactWriteItemsRequest write) {
            return write.transactItems().stream().flatMap(Calls::actionsOf);
        }
        if (request instanceof TransactGetItemsRequest) {
            return Stream.of("GetItem");
        }
        return Stream.of(request.getClass().getSimpleName().replace("Request", ""));
    }

    private static Stream<String> actionsOf(TransactWriteItem part) {
        return Stream.of(
                        part.put() == null ? null : "PutItem",
                        part.update() == null ? null : "UpdateItem",
                        part.delete() == null ? null : "DeleteItem",
                        part.conditionCheck() == null ? null : "ConditionCheckItem")
                .filter(Objects::nonNull);
    }
}
