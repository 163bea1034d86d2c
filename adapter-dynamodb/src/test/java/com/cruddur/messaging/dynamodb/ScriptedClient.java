package com.cruddur.messaging.dynamodb;

import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A client of DynamoDB Local in this process, where no interceptor comes between. Something is asked before each call, which
 * may throw in its place, and after it was done, which may throw in place of its answer. It sends nothing a second time.
 */
final class ScriptedClient implements DynamoDbClient {
    private final DynamoDbClient local;
    private final Consumer<DynamoDbRequest> before;
    private final Consumer<DynamoDbRequest> after;
    private final Script script;

    /** Changes what is sent and what is answered. */
    interface Script {
        <Q extends DynamoDbRequest> Q sent(Q request);

        <Q extends DynamoDbRequest, R> R answered(Q request, R response);
    }

    private static final Script UNCHANGED = new Script() {
        @Override
        public <Q extends DynamoDbRequest> Q sent(Q request) {
            return request;
        }

        @Override
        public <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
            return response;
        }
    };

    ScriptedClient(DynamoDbClient local, Consumer<DynamoDbRequest> before, Consumer<DynamoDbRequest> after) {
        this(local, before, after, UNCHANGED);
    }

    ScriptedClient(
            DynamoDbClient local, Consumer<DynamoDbRequest> before, Consumer<DynamoDbRequest> after, Script script) {
        this.local = local;
        this.before = before;
        this.after = after;
        this.script = script;
    }

    private <Q extends DynamoDbRequest, R> R call(Q request, Function<Q, R> call) {
        before.accept(request);
        Q sent = script.sent(request);
        R response = script.answered(sent, call.apply(sent));
        after.accept(request);
        return response;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call(request, local::getItem);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call(request, local::batchGetItem);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call(request, local::query);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call(request, local::transactGetItems);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return call(request, local::transactWriteItems);
    }

    @Override
    public String serviceName() {
        return local.serviceName();
    }

    @Override
    public void close() {
        // The client below belongs to who made it.
    }
}
