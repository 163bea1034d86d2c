package com.cruddur.messaging.dynamodb.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.admin.TableName;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Keeps the inboxes at the newest messages, one batch of the table's stream at a time.
 *
 * <p>The event source mapping must have {@code ReportBatchItemFailures}. The answer then names, for each group that could not
 * be refreshed, its last record in the batch: Lambda tries again from the lowest one named, and any record of a group is as
 * good as all of them. Records that name no group can never be processed and are passed over, so that they hold nobody up; so are
 * those of a group with an item that cannot be read, which is logged by its key.
 *
 * <p>Environment: the table's name in {@code MESSAGING_TABLE}, else in {@code DDB_MESSAGE_TABLE}, else {@value
 * TableAdmin#NAME}; region, credentials and endpoint as the AWS SDK finds them.
 */
public final class StreamHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Function<Collection<UUID>, Map<UUID, RuntimeException>> catchUpAll;

    /** As Lambda makes it, once for many invocations. */
    public StreamHandler() {
        this(new DynamoDbStore(client(), TableName.in(System.getenv()))::catchUpAll);
    }

    /** @param catchUpAll {@link DynamoDbStore#catchUpAll} */
    StreamHandler(Function<Collection<UUID>, Map<UUID, RuntimeException>> catchUpAll) {
        this.catchUpAll = catchUpAll;
    }

    private static DynamoDbClient client() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(it ->
                        it.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL).retryStrategy(RetryMode.STANDARD))
                .build();
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        Map<UUID, String> lastRecords = new LinkedHashMap<>();
        for (DynamodbStreamRecord record : event.getRecords()) {
            ChangeRecord change = change(record);
            change.changedGroup().ifPresent(group -> lastRecords.put(group, change.sequenceNumber()));
        }
        Map<UUID, RuntimeException> failed = catchUpAll.apply(lastRecords.keySet());
        failed.forEach((group, why) -> LOG.atError()
                .addKeyValue("group", group)
                .addKeyValue("sequenceNumber", lastRecords.get(group))
                .setCause(why)
                .log("inboxes not refreshed"));
        LOG.atInfo()
                .addKeyValue("requestId", context.getAwsRequestId())
                .addKeyValue("records", event.getRecords().size())
                .addKeyValue("groups", lastRecords.size())
                .addKeyValue("failed", failed.size())
                .log("batch done");
        List<BatchItemFailure> failures = failed.entrySet().stream()
                .filter(it -> !(it.getValue() instanceof UnreadableItemException))
                .map(it -> new BatchItemFailure(lastRecords.get(it.getKey())))
                .toList();
        return new StreamsEventResponse(failures);
    }

    private static ChangeRecord change(DynamodbStreamRecord record) {
        StreamRecord item = record.getDynamodb();
        AttributeValue pk =
                item == null || item.getKeys() == null ? null : item.getKeys().get("pk");
        return new ChangeRecord(
                item == null ? null : item.getSequenceNumber(), record.getEventName(), pk == null ? null : pk.getS());
    }
}
