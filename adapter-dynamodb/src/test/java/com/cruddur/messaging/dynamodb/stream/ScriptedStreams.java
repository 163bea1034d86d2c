package com.cruddur.messaging.dynamodb.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * A stream whose shards split, expire and are trimmed, as DynamoDB's do and DynamoDB Local's do not. It lists one shard and
 * answers one record at a time.
 */
final class ScriptedStreams implements DynamoDbStreamsClient {
    private final Map<String, Scripted> shards = new LinkedHashMap<>();
    private boolean expiring;
    private int reads;

    private record Scripted(Shard shard, boolean closed, List<String> records) {}

    void add(String id, String parent, boolean closed, String... sequenceNumbers) {
        Shard shard = Shard.builder().shardId(id).parentShardId(parent).build();
        shards.put(id, new Scripted(shard, closed, List.of(sequenceNumbers)));
    }

    void expireEverySecondIterator() {
        expiring = true;
    }

    @Override
    public ListStreamsResponse listStreams(ListStreamsRequest request) {
        return ListStreamsResponse.builder()
                .streams(Stream.builder().streamArn("a-stream").build())
                .build();
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        List<String> ids = new ArrayList<>(shards.keySet());
        String shown = ids.get(ids.indexOf(request.exclusiveStartShardId()) + 1);
        String last = shown.equals(ids.get(ids.size() - 1)) ? null : shown;
        return DescribeStreamResponse.builder()
                .streamDescription(it -> it.shards(shards.get(shown).shard()).lastEvaluatedShardId(last))
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        List<String> records = shards.get(request.shardId()).records();
        int next = 0;
        if (request.shardIteratorType() == ShardIteratorType.AFTER_SEQUENCE_NUMBER) {
            next = records.indexOf(request.sequenceNumber()) + 1;
            if (next == 0) {
                throw TrimmedDataAccessException.builder().build();
            }
        }
        return GetShardIteratorResponse.builder()
                .shardIterator(request.shardId() + " " + next)
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        if (expiring && reads++ % 2 == 0) {
            throw ExpiredIteratorException.builder().build();
        }
        String[] words = request.shardIterator().split(" ");
        Scripted shard = shards.get(words[0]);
        int next = Integer.parseInt(words[1]);
        boolean more = next < shard.records().size();
        List<Record> records = more ? List.of(record(shard.records().get(next))) : List.of();
        boolean end = shard.closed() && next + 1 >= shard.records().size();
        return GetRecordsResponse.builder()
                .records(records)
                .nextShardIterator(end ? null : words[0] + " " + (more ? next + 1 : next))
                .build();
    }

    private static Record record(String sequenceNumber) {
        return Record.builder()
                .eventName(OperationType.INSERT)
                .dynamodb(it -> it.sequenceNumber(sequenceNumber)
                        .keys(Map.of("pk", AttributeValue.fromS("MSG#"), "sk", AttributeValue.fromS("s"))))
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
