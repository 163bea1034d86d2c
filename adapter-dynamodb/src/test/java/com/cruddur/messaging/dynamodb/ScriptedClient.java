package com.cruddur.messaging.dynamodb;

import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
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
    private final Script script;

    /** Comes between the caller and the table. */
    interface Script {
        /** May throw in place of the call. */
        default void before(DynamoDbRequest request) {}

        /** May send another request in its place. */
        default <Q extends DynamoDbRequest> Q sent(Q request) {
            return request;
        }

        /** May give another answer in its place. */
        default <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
            return response;
        }

        /** May throw in place of the answer. */
        default void after(DynamoDbRequest request) {}
    }

    ScriptedClient(DynamoDbClient local, Script script) {
        this.local = local;
        this.script = script;
    }

    private <Q extends DynamoDbRequest, R> R call(Q request, Function<Q, R> call) {
        script.before(request);
        Q sent = script.sent(request);
        R response = script.answered(sent, call.apply(sent));
        script.after(request);
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
    public ScanResponse scan(ScanRequest request) {
        return call(request, local::scan);
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
        // The test that made the client below closes it.
    }
}
