package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.write.GroupAdoption;
import com.cruddur.messaging.dynamodb.write.GroupAdoption.Result;
import com.cruddur.messaging.dynamodb.write.GroupRows;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.OpenGroup;
import com.cruddur.messaging.dynamodb.write.PostCheck;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.dynamodb.write.TableGroupRows;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The groups in a DynamoDB table that {@link TableAdmin} has created. Thread-safe.
 *
 * <p>It caches the members of up to 100,000 groups: they never change.
 */
final class DynamoDbMessageGroups {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbMessageGroups.class);
    private static final String OPEN = "open a message group";
    private static final int REMEMBERED = 100_000;

    private final TableReads table;
    private final Transactions transactions;
    private final BulkReads reads;
    private final PostCheck check;
    private final TableGroupRows inboxRows;
    private final ReadMarks marks;
    private final Cache<UUID, MessageGroup> known;

    /** @param client stays open; it belongs to the caller */
    DynamoDbMessageGroups(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE);
    }

    DynamoDbMessageGroups(DynamoDbClient client, String table, Duration patience) {
        this(client, table, patience, new StoreClock());
    }

    DynamoDbMessageGroups(DynamoDbClient client, String table, Duration patience, StoreClock clock) {
        this.table = new TableReads(client, table, patience, clock);
        this.transactions = new Transactions(client, table, patience, clock);
        this.reads = new BulkReads(client, table, patience);
        this.check = new PostCheck(this.table, transactions, clock);
        this.inboxRows = new TableGroupRows(this.table, transactions);
        this.marks = new ReadMarks(this.table, transactions);
        this.known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }

    private DynamoDbMessageGroups(DynamoDbMessageGroups unbounded, Deadline deadline) {
        this.table = unbounded.table.within(deadline);
        this.transactions = unbounded.transactions.within(deadline);
        this.reads = unbounded.reads;
        this.check = unbounded.check.within(deadline);
        this.inboxRows = unbounded.inboxRows;
        this.marks = unbounded.marks;
        this.known = unbounded.known;
    }

    DynamoDbMessageGroups within(Deadline deadline) {
        return new DynamoDbMessageGroups(this, deadline);
    }

    /** Without a deadline: nobody waits for them to move. */
    GroupRows inboxRows() {
        return inboxRows;
    }

    /** The group as it stands in a member's inbox, whether or not its rows have moved. */
    Optional<GroupStatus> status(UUID group, UUID user) {
        return inboxRows.find(group, user);
    }

    /** Without a deadline. */
    ReadMarks marks() {
        return marks;
    }

    Optional<MessageGroup> find(UUID group) {
        Optional<MessageGroup> remembered = Optional.ofNullable(known.getIfPresent(group));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<MessageGroup> found =
                table.get("find a message group", Keys.head(group)).map(head -> Items.group(group, head));
        found.ifPresent(it -> known.put(group, it));
        return found;
    }

    Optional<MessageGroup> between(UUID one, UUID another) {
        // Where the group has no head, there is none to write to yet: open() makes one.
        return named(one, another)
                .filter(it -> find(it.uuid()).filter(it::equals).isPresent());
    }

    private Optional<MessageGroup> named(UUID one, UUID another) {
        return table.get("find a pair's message group", Keys.pair(one, another))
                .map(pair -> Items.namedBy(pair, one, another));
    }

    Optional<Message> open(MessageGroup group, User receiver, NewMessage draft) {
        if (!group.equals(MessageGroup.of(group.uuid(), draft.sender().uuid(), receiver.uuid()))) {
            throw new IllegalArgumentException("the members are the sender and the receiver");
        }
        Optional<Message> answer = check.inPlaceOf(group.uuid(), draft);
        return answer.isPresent() ? answer : write(group, receiver, draft, transactions.start());
    }

    private Optional<Message> write(MessageGroup fresh, User receiver, NewMessage draft, Backoff backoff) {
        Optional<Message> first =
                transactions.write(new OpenGroup(transactions, backoff, fresh, receiver, draft), backoff);
        if (first.isPresent()) {
            return first;
        }
        Optional<MessageGroup> named = named(draft.sender().uuid(), receiver.uuid());
        if (named.isEmpty()) {
            // It was just removed, because it named nothing.
            return write(fresh, receiver, draft, backoff);
        }
        if (!isLost(named.get(), draft.sender(), receiver)) {
            return Optional.empty();
        }
        return transactions
                .write(OpenGroup.again(transactions, backoff, named.get(), receiver, draft), backoff)
                .or(() -> write(fresh, receiver, draft, backoff));
    }

    /**
     * Whether nothing but a pair item is left of a group, as may be in a table that was restored. Where only the head is lost, it is made
     * from the messages and rows.
     */
    private boolean isLost(MessageGroup named, User sender, User receiver) {
        Optional<Item> head = transactions.settled(OPEN, Keys.head(named.uuid()));
        if (head.isPresent()) {
            remember(Items.group(named.uuid(), head.get()), named);
            return false;
        }
        LOG.warn("group {} has a pair item and no head: it is made from what there is", named.uuid());
        Map<UUID, User> members = Map.of(sender.uuid(), sender, receiver.uuid(), receiver);
        Result result = new GroupAdoption(reads, transactions, new Inboxes(inboxRows))
                .adopt(named, member -> Optional.ofNullable(members.get(member)));
        if (result == Result.CONTESTED && find(named.uuid()).isEmpty()) {
            throw new StorageException(OPEN + ": others changed the group each time", null);
        }
        return result == Result.NOTHING_THERE;
    }

    private void remember(MessageGroup found, MessageGroup named) {
        if (!found.equals(named)) {
            throw new StorageException(OPEN + ": the pair item of the two names a group of others", null);
        }
        known.put(named.uuid(), named);
    }
}
