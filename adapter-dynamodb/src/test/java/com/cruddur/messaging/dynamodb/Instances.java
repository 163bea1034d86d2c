package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.dynamodb.write.RowsAsBefore;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes an instance for each post and each batch: within one instance, posts to one group would wait for each other. */
record Instances(
        DynamoDbClient client, String table, Clock clock, Supplier<UUID> uuids, PlantedMistake planted, People people) {
    Instances(DynamoDbClient client, String table, Clock clock, Supplier<UUID> uuids, PlantedMistake planted) {
        this(client, table, clock, uuids, planted, new People());
    }

    User user(String name) {
        return people.add(new User(uuids.get(), name, name));
    }

    /** The user under a new name, which the directory knows from now on. */
    User rename(User user) {
        return people.add(new User(user.uuid(), "name " + uuids.get(), user.handle()));
    }

    /**
     * Whether it was said to be done, in all groups of the user.
     *
     * @param settling waits between two passes
     */
    boolean isRenamed(User renamed, Runnable settling) {
        try {
            new Inboxes(rows(), settling).rename(renamed);
            return true;
        } catch (StorageException notEverywhere) {
            return false;
        }
    }

    /**
     * Whether the mark was answered.
     *
     * @param settling waits before messages are counted
     */
    boolean isMarked(MarkOfReading mark, Runnable settling) {
        ReadMarks marks = new ReadMarks(reads(), transactions(), time -> settling.run());
        try {
            marks.mark(mark.group(), mark.reader(), mark.upTo());
            return true;
        } catch (StorageException unanswered) {
            return false;
        }
    }

    private TableReads reads() {
        return new TableReads(client, table, LocalDynamoDb.PATIENCE, new StoreClock());
    }

    private Transactions transactions() {
        return new Transactions(client, table, LocalDynamoDb.PATIENCE, new StoreClock());
    }

    Inboxes inboxes() {
        return new Inboxes(rows());
    }

    private GroupRows rows() {
        return planted == PlantedMistake.HEAD_READ_BEFORE_ROWS
                ? new RowsAsBefore(reads(), transactions())
                : groups().inboxRows();
    }

    /** @param settling waits between the two looks at a suspicion */
    TableRepair repair(Runnable settling) {
        return Repairs.repair(client, table, settling);
    }

    private DynamoDbMessageGroups groups() {
        return new DynamoDbMessageGroups(client, table, LocalDynamoDb.PATIENCE);
    }

    /** @param microsBehind how far its clock is behind */
    boolean isAnswered(Post post, int microsBehind) {
        StoreClock storeClock = new StoreClock();
        UseCases messaging = new UseCases(
                people,
                new DynamoDbMessageGroups(client, table, LocalDynamoDb.PATIENCE, storeClock),
                new DynamoDbMessages(client, table, LocalDynamoDb.PATIENCE, storeClock),
                Clock.offset(clock, Duration.ofNanos(-1_000L * microsBehind)),
                uuids);
        try {
            post.answered(say(messaging, post));
            return true;
        } catch (StorageException unanswered) {
            return false;
        }
    }

    private static Message say(UseCases messaging, Post post) {
        String sender = post.sender().handle();
        return post.group().isPresent()
                ? messaging.post(sender, post.group().get(), post.text(), post.key())
                : messaging.postFirst(sender, post.receiver().handle(), post.text(), post.key());
    }
}
