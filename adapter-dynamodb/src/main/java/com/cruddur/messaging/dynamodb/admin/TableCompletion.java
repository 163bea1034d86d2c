package com.cruddur.messaging.dynamodb.admin;

import com.cruddur.messaging.dynamodb.admin.TableSetup.Part;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Completes an existing table. It must be active. A table with another key is left as it is. */
final class TableCompletion {
    /** The views in which the reference's Lambda finds what it reads; ours reads keys, which every view shows. */
    private static final Set<StreamViewType> VIEWS =
            EnumSet.of(StreamViewType.NEW_IMAGE, StreamViewType.NEW_AND_OLD_IMAGES);

    private final DynamoDbClient client;
    private final String name;
    private final Set<Part> made = EnumSet.noneOf(Part.class);
    private final List<String> unfit = new ArrayList<>();

    TableCompletion(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    TableSetup complete(boolean groupIndex) {
        TableDescription table = client.describeTable(it -> it.tableName(name)).table();
        if (!TableDefinition.keyOf(table).equals(TableDefinition.key())) {
            unfit.add("its key is " + TableDefinition.keyOf(table) + ", not " + TableDefinition.key()
                    + ": it is a table for something else, and was left as it is");
            return new TableSetup(made, unfit);
        }
        completeStream(table.streamSpecification());
        completeTimeToLive();
        if (groupIndex
                && table.globalSecondaryIndexes().stream()
                        .noneMatch(it -> it.indexName().equals(Keys.GROUP_INDEX))) {
            unfit.add(
                    "it has no index " + Keys.GROUP_INDEX + ", and gets one only when it is created. Nothing here needs"
                            + " it: leave --group-index out, or add the index by aws dynamodb update-table");
        }
        return new TableSetup(made, unfit);
    }

    private void completeStream(StreamSpecification stream) {
        if (stream == null || !stream.streamEnabled()) {
            client.updateTable(it -> it.tableName(name).streamSpecification(TableDefinition.STREAM));
            made.add(Part.STREAM);
        } else if (!VIEWS.contains(stream.streamViewType())) {
            unfit.add("its stream shows " + stream.streamViewTypeAsString() + ", not "
                    + TableDefinition.STREAM.streamViewTypeAsString() + ". A stream's view cannot be changed: stop what"
                    + " reads this one, turn it off (aws dynamodb update-table --table-name " + name
                    + " --stream-specification StreamEnabled=false), and run this again");
        }
    }

    private void completeTimeToLive() {
        TimeToLiveDescription timeToLive =
                client.describeTimeToLive(it -> it.tableName(name)).timeToLiveDescription();
        if (timeToLive.timeToLiveStatus() == TimeToLiveStatus.DISABLING) {
            unfit.add("its time to live is being turned off, which takes up to an hour: run this again then");
        } else if (timeToLive.timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
            expire(client, name);
            made.add(Part.TIME_TO_LIVE);
        } else if (!Keys.EXPIRES_AT.equals(timeToLive.attributeName())) {
            unfit.add("its items expire by the attribute " + timeToLive.attributeName() + ", not " + Keys.EXPIRES_AT
                    + ". A table has one such attribute: turn this one off (aws dynamodb update-time-to-live), and run"
                    + " this again an hour later");
        }
    }

    static void expire(DynamoDbClient client, String table) {
        client.updateTimeToLive(request -> request.tableName(table)
                .timeToLiveSpecification(it -> it.enabled(true).attributeName(Keys.EXPIRES_AT)));
    }
}
