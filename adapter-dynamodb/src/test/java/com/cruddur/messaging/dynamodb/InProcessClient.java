package com.cruddur.messaging.dynamodb;

import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.embedded.DDBExceptionMappingInvocationHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

/**
 * Calls the server of {@link LocalDynamoDb} within the process. It sees the same tables as a client over HTTP, which needs more CPU time
 * for the way there and back than the server for its work.
 */
final class InProcessClient implements DynamoDbClient {
    private static final String ACCESS_KEY = "local";

    private final LocalDynamoDBRequestHandler server;

    InProcessClient(LocalDynamoDBRequestHandler server) {
        this.server = server;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return call((key, region) -> server.batchGetItem(key, region, request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return call((key, region) -> server.batchWriteItem(key, region, request));
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return call((key, region) -> server.createTable(key, region, request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return call((key, region) -> server.deleteItem(key, region, request));
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return call((key, region) -> server.deleteTable(key, region, request));
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return call((key, region) -> server.describeTable(key, region, request));
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return call((key, region) -> server.describeTimeToLive(key, region, request));
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call((key, region) -> server.getItem(key, region, request));
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return call((key, region) -> server.listTables(key, region, request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return call((key, region) -> server.putItem(key, region, request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call((key, region) -> server.query(key, region, request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return call((key, region) -> server.scan(key, region, request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call((key, region) -> server.transactGetItems(key, region, request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return call((key, region) -> server.transactWriteItems(key, region, request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call((key, region) -> server.updateItem(key, region, request));
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return call((key, region) -> server.updateTable(key, region, request));
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return call((key, region) -> server.updateTimeToLive(key, region, request));
    }

    private static <T> T call(BiFunction<String, String, T> operation) {
        try {
            return operation.apply(ACCESS_KEY, LocalDynamoDb.REGION);
        } catch (DynamoDBLocalServiceException e) {
            throw asTheSdkThrowsIt(e);
        }
    }

    private static RuntimeException asTheSdkThrowsIt(DynamoDBLocalServiceException failure) {
        try {
            DDBExceptionMappingInvocationHandler.handleDynamoDBLocalServiceException(failure);
        } catch (RuntimeException mapped) {
            return mapped;
        } catch (Throwable unknown) {
            return new IllegalStateException(unknown);
        }
        return failure;
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
