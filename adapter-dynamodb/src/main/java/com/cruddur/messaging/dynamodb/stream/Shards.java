package com.cruddur.messaging.dynamodb.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The shards of a table's streams, each after its parent. A table has more than one stream for a day after its stream was
 * turned off and on. For one thread.
 */
final class Shards {
    private static final Logger LOG = LoggerFactory.getLogger(Shards.class);

    private final DynamoDbStreamsClient streams;
    private final String table;
    private final Map<String, String> positions;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private Map<String, Optional<String>> parents = Map.of();

    /** @param positions of a {@link Checkpoint} */
    Shards(DynamoDbStreamsClient streams, String table, Map<String, String> positions) {
        this.streams = streams;
        this.table = table;
        this.positions = new TreeMap<>(positions);
    }

    /** Finds what shards there are now, and forgets those that are gone. When this throws, everything is as it was. */
    void list() {
        List<String> arns = streamsOfTable();
        if (arns.isEmpty()) {
            LOG.warn("table {} has no stream: what moves its inboxes is not certain to", table);
        }
        Map<String, Optional<String>> listed = new LinkedHashMap<>();
        Map<String, ShardReader> found = new LinkedHashMap<>();
        for (String stream : arns) {
            for (Shard shard : shardsOf(stream)) {
                String id = shard.shardId();
                listed.put(id, Optional.ofNullable(shard.parentShardId()));
                ShardReader known = readers.get(id);
                found.put(id, known != null ? known : new ShardReader(streams, stream, id, position(id)));
            }
        }
        positions().forEach((id, position) -> {
            if (!listed.containsKey(id) && !position.equals(Checkpoint.END)) {
                LOG.warn("shard {} is gone, and was not read to its end: rebuild the inboxes", id);
            }
        });
        parents = listed;
        readers.clear();
        readers.putAll(found);
        positions.keySet().retainAll(listed.keySet());
    }

    /** Those that may be read now: they are not at their end, and their parents, where they still exist, are. */
    List<ShardReader> readable() {
        return readers.entrySet().stream()
                .filter(it -> !atEnd(it.getKey()))
                .filter(it -> parents.getOrDefault(it.getKey(), Optional.empty())
                        .map(parent -> !readers.containsKey(parent) || atEnd(parent))
                        .orElse(true))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Where each shard was read to so far. */
    Map<String, String> positions() {
        readers.forEach((id, reader) -> reader.position().ifPresent(it -> positions.put(id, it)));
        return Map.copyOf(positions);
    }

    private boolean atEnd(String shard) {
        return Optional.ofNullable(readers.get(shard))
                .flatMap(ShardReader::position)
                .filter(Checkpoint.END::equals)
                .isPresent();
    }

    private Optional<String> position(String shard) {
        return Optional.ofNullable(positions.get(shard));
    }

    private List<String> streamsOfTable() {
        List<String> arns = new ArrayList<>();
        String last = null;
        do {
            String start = last;
            ListStreamsResponse page =
                    streams.listStreams(request -> request.tableName(table).exclusiveStartStreamArn(start));
            page.streams().stream().map(Stream::streamArn).forEach(arns::add);
            last = page.lastEvaluatedStreamArn();
        } while (last != null);
        return arns;
    }

    private List<Shard> shardsOf(String stream) {
        List<Shard> shards = new ArrayList<>();
        String last = null;
        do {
            String start = last;
            DescribeStreamResponse page =
                    streams.describeStream(request -> request.streamArn(stream).exclusiveStartShardId(start));
            shards.addAll(page.streamDescription().shards());
            last = page.streamDescription().lastEvaluatedShardId();
        } while (last != null);
        return shards;
    }
}
