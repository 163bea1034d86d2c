package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.GroupAdoption.Result;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The groups and their inbox rows in a DynamoDB table that {@link MessagesTable} has created. Thread-safe.
 *
 * <p>It remembers who is in a group, for up to 100,000 groups: that never changes.
 */
final class DynamoDbMessageGroups implements GroupRows {
    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbMessageGroups.class);
    private static final String OPEN = "open a message group";
    private static final int REMEMBERED = 100_000;

    private final Table table;
    private final Transactions transactions;
    private final BulkReads reads;
    private final Answers answers;
    private final Cache<UUID, MessageGroup> known;

    /** @param client stays open; it belongs to the caller */
    DynamoDbMessageGroups(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE);
    }

    DynamoDbMessageGroups(DynamoDbClient client, String table, Duration patience) {
        this.table = new Table(client, table, patience);
        this.transactions = new Transactions(client, table, patience);
        this.reads = new BulkReads(client, table, patience);
        this.answers = new Answers(this.table, transactions, StoreClock.of(client));
        this.known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    }

    private DynamoDbMessageGroups(DynamoDbMessageGroups unbounded, Deadline deadline) {
        this.table = unbounded.table.within(deadline);
        this.transactions = unbounded.transactions.within(deadline);
        this.reads = unbounded.reads;
        this.answers = unbounded.answers.within(deadline);
        this.known = unbounded.known;
    }

    DynamoDbMessageGroups within(Deadline deadline) {
        return new DynamoDbMessageGroups(this, deadline);
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
        Optional<Message> answer = answers.inPlaceOf(group.uuid(), draft);
        return answer.isPresent() ? answer : write(group, receiver, draft, transactions.start());
    }

    private Optional<Message> write(MessageGroup fresh, User receiver, NewMessage draft, Backoff backoff) {
        Optional<Message> first = transactions.write(new Open(transactions, backoff, fresh, receiver, draft), backoff);
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
                .write(Open.again(transactions, backoff, named.get(), receiver, draft), backoff)
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
        Result result = new GroupAdoption(reads, transactions, new Inboxes(this))
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

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        return table.newestFirst("list message groups", Keys.inbox(user), position, limit, Items::inboxEntry);
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        Map<String, AttributeValue> headKey = Keys.head(group);
        Map<String, AttributeValue> rowsKey = Keys.rows(group);
        Map<String, Item> found = table.getAll("look up a group's inbox rows", List.of(headKey, rowsKey), true);
        Optional<Item> head = Optional.ofNullable(found.get(headKey.get(Keys.PK).s()));
        Optional<Item> rows = Optional.ofNullable(found.get(rowsKey.get(Keys.PK).s()));
        // They come in one transaction, which a reader may see half done: then the group is not open yet.
        return head.flatMap(it -> rows.map(them -> Items.inboxRows(group, it, them)));
    }

    @Override
    public boolean move(InboxRows rows) {
        return rows.areBehind() && transactions.write(new Move(rows, standing(rows)));
    }

    @Override
    public boolean rename(UUID group, User member) {
        Optional<InboxRows> renamed = rows(group).flatMap(it -> it.renamed(member));
        while (renamed.isPresent() && !transactions.write(new Rename(renamed.get(), member, standing(renamed.get())))) {
            renamed = rows(group).flatMap(it -> it.renamed(member));
        }
        return renamed.isPresent();
    }

    /** Both rows by their partitions, for what others have added to them. A reader who comes right after a move may miss them. */
    private Map<String, Item> standing(InboxRows rows) {
        String name = "look up inbox rows";
        List<Map<String, AttributeValue>> keys = Stream.of(rows.lower(), rows.higher())
                .map(it -> Keys.row(it.member().uuid(), it.place()))
                .toList();
        Map<String, Item> found = table.getAll(name, keys, false);
        return found.size() == keys.size() ? found : table.getAll(name, keys, true);
    }
}
