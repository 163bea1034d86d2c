package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.table.Item;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** The exceptions that the SDK throws when DynamoDB, or the way to it, fails. */
final class Failures {
    private Failures() {}

    static RuntimeException of(Kind kind, SdkRequest request) {
        return switch (kind) {
            case REQUEST_LOST, ANSWER_LOST ->
                SdkClientException.create("injected", new IOException("injected: connection reset"));
            case SERVER_ERROR ->
                InternalServerErrorException.builder()
                        .statusCode(500)
                        .awsErrorDetails(details("InternalServerError"))
                        .build();
            case THROTTLED, THROTTLED_AFTERWARDS ->
                ProvisionedThroughputExceededException.builder()
                        .statusCode(400)
                        .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                        .build();
            case IN_PROGRESS_AFTERWARDS ->
                TransactionInProgressException.builder()
                        .statusCode(400)
                        .awsErrorDetails(details("TransactionInProgressException"))
                        .build();
            case THROTTLED_IN_TRANSACTION -> inTransaction(request, "ThrottlingError");
            case CONFLICT -> inTransaction(request, "TransactionConflict");
            case UNPROCESSED, PARTLY_UNPROCESSED ->
                throw new IllegalArgumentException("that is an answer, not a failure");
        };
    }

    /** @param inTheWay the item that is there, for each write whose condition it breaks */
    static RuntimeException conditionsFailed(List<Optional<Map<String, AttributeValue>>> inTheWay) {
        return cancelled(inTheWay.stream()
                .map(item -> CancellationReason.builder()
                        .code(item.isPresent() ? "ConditionalCheckFailed" : "None")
                        .item(item.orElse(null))
                        .build())
                .toList());
    }

    /** @param codes of the reasons, one for each item */
    static RuntimeException cancelled(String... codes) {
        return cancelled(Stream.of(codes)
                .map(code -> CancellationReason.builder().code(code).build())
                .toList());
    }

    static KeysAndAttributes asked(BatchGetItemRequest request) {
        return request.requestItems().values().iterator().next();
    }

    static List<Map<String, AttributeValue>> keys(BatchGetItemRequest request) {
        return asked(request).keys();
    }

    /** The answer of a batch that was cut short after so many of its keys. */
    static BatchGetItemResponse partial(BatchGetItemRequest request, BatchGetItemResponse response, int answered) {
        String table = request.requestItems().keySet().iterator().next();
        List<Map<String, AttributeValue>> keys = keys(request);
        List<Map<String, AttributeValue>> done = keys.subList(0, answered);
        KeysAndAttributes rest = request.requestItems().get(table).toBuilder()
                .keys(keys.subList(answered, keys.size()))
                .build();
        return response.toBuilder()
                .responses(Map.of(
                        table,
                        response.responses().get(table).stream()
                                .filter(it -> done.contains(new Item(it).key()))
                                .toList()))
                .unprocessedKeys(Map.of(table, rest))
                .build();
    }

    private static RuntimeException inTransaction(SdkRequest request, String code) {
        int last = ((TransactWriteItemsRequest) request).transactItems().size() - 1;
        return cancelled(IntStream.rangeClosed(0, last)
                .mapToObj(i -> CancellationReason.builder()
                        .code(i == last ? code : "None")
                        .build())
                .toList());
    }

    private static RuntimeException cancelled(List<CancellationReason> reasons) {
        return TransactionCanceledException.builder()
                .statusCode(400)
                .awsErrorDetails(details("TransactionCanceledException"))
                .cancellationReasons(reasons)
                .build();
    }

    private static AwsErrorDetails details(String code) {
        return AwsErrorDetails.builder()
                .serviceName("DynamoDB")
                .errorCode(code)
                .errorMessage("injected")
                .build();
    }
}
