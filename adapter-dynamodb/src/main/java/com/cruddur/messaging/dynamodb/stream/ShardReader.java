package com.cruddur.messaging.dynamodb.stream;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads one shard, from where it was read to or else from its oldest record. For one thread. */
final class ShardReader {
    private static final Logger LOG = LoggerFactory.getLogger(ShardReader.class);
    private static final int BATCH = 1000;

    private final DynamoDbStreamsClient streams;
    private final String stream;
    private final String shard;
    private Optional<String> position;
    private @Nullable String iterator;

    /** @param position the sequence number of the last record that was read */
    ShardReader(DynamoDbStreamsClient streams, String stream, String shard, Optional<String> position) {
        this.streams = streams;
        this.stream = stream;
        this.shard = shard;
        this.position = position;
    }

    /** Where reading goes on; {@link Checkpoint#END} at the end of a closed shard, empty while there was no record. */
    Optional<String> position() {
        return position;
    }

    /** The next records, none if there are none yet. When this throws, the next call reads the same records. */
    List<ChangeRecord> read() {
        if (iterator == null) {
            iterator = iterator();
        }
        GetRecordsResponse response;
        try {
            response = streams.getRecords(
                    request -> request.shardIterator(iterator).limit(BATCH));
        } catch (ExpiredIteratorException | TrimmedDataAccessException e) {
            iterator = null;
            return List.of();
        }
        List<ChangeRecord> records =
                response.records().stream().map(ShardReader::record).toList();
        iterator = response.nextShardIterator();
        if (iterator == null) {
            position = Optional.of(Checkpoint.END);
        } else if (!records.isEmpty()) {
            position = Optional.of(
                    response.records().get(records.size() - 1).dynamodb().sequenceNumber());
        }
        return records;
    }

    private String iterator() {
        if (position.isPresent()) {
            try {
                return iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, position.get());
            } catch (TrimmedDataAccessException e) {
                LOG.warn("records of shard {} are gone unread: rebuild the inboxes", shard);
            }
        }
        return iterator(ShardIteratorType.TRIM_HORIZON, null);
    }

    private String iterator(ShardIteratorType type, @Nullable String sequenceNumber) {
        return streams.getShardIterator(request -> request.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequenceNumber))
                .shardIterator();
    }

    private static ChangeRecord record(Record record) {
        AttributeValue pk = record.dynamodb().keys().get("pk");
        return new ChangeRecord(
                record.dynamodb().sequenceNumber(), record.eventNameAsString(), pk == null ? null : pk.s());
    }
}
