package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.ReadMarks;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.Inbox;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The store of messages in a DynamoDB table that {@link TableAdmin} has created. Thread-safe.
 *
 * <p>Its inboxes follow the messages. The store moves the rows of a group itself, on threads of its own, soon after each post. Where
 * the process ends before that, the table's stream moves them: {@link com.cruddur.messaging.dynamodb.stream.StreamReader} or the
 * AWS Lambda function.
 *
 * <p>It caches the members of up to 100,000 groups: they never change.
 */
public final class DynamoDbStore implements MessageStore {
    /** How many messages {@link #appendAll} takes: a transaction writes 100 items, of which one is the group's head. */
    public static final int MOST_AT_ONCE = 99;

    private final DynamoDbMessageGroups table;
    private final DynamoDbMessages written;
    private final Inboxes inboxes;
    private final FollowUp followUp;
    private final PostedMessages messages;
    private final DynamoDbInbox inbox;

    /** @param client stays open; it belongs to the caller, who closes it after this */
    public DynamoDbStore(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE, Clock.systemUTC(), ReadMarks.SLEEPING);
    }

    /**
     * @param clock measures how long a post or a mark takes
     * @param settling waits before a mark counts messages
     */
    DynamoDbStore(DynamoDbClient client, String table, Duration patience, Clock clock, Consumer<Duration> settling) {
        StoreClock clockOfTable = new StoreClock();
        this.table = new DynamoDbMessageGroups(client, table, patience, clockOfTable);
        this.written = new DynamoDbMessages(client, table, patience, clockOfTable);
        this.inboxes = new Inboxes(this.table.inboxRows());
        this.followUp = new FollowUp(inboxes::refresh);
        this.messages = new PostedMessages(this.table, written, followUp::posted, clock, patience);
        this.inbox = new DynamoDbInbox(
                this.table, inboxes, this.table.marks().settledBy(settling), followUp::then, clock, patience);
    }

    @Override
    public Messages messages() {
        return messages;
    }

    @Override
    public MessageGroups groups() {
        return new MessageGroups() {
            @Override
            public Optional<MessageGroup> find(UUID group) {
                return table.find(group);
            }

            @Override
            public Optional<MessageGroup> findByMembers(UUID one, UUID another) {
                return one.equals(another) ? Optional.empty() : table.between(one, another);
            }
        };
    }

    @Override
    public Inbox inbox() {
        return inbox;
    }

    /**
     * {@link Inbox#catchUp} of each of the groups once, for a reader of the table's stream. One that fails does not keep the others from
     * it.
     *
     * @return the failures by group; each of these groups is to be tried again, but for those with an {@link
     *     com.cruddur.messaging.dynamodb.item.UnreadableItemException}
     */
    public Map<UUID, RuntimeException> catchUpAll(Collection<UUID> groups) {
        return catchUpAll(groups, moved -> {});
    }

    /**
     * As {@link #catchUpAll(Collection)}, for an instance that also tells its users. A program that posts tells them itself; where it has
     * ended before that, the rows are still behind, and the program that moves them tells:
     *
     * <pre>{@code
     * StreamReader.start(streams, table, groups -> store.catchUpAll(groups, messaging::rowsMoved), file, poll);
     * }</pre>
     *
     * @param moved gets each group whose rows this call has moved, on the caller's thread, once both rows stand right
     */
    public Map<UUID, RuntimeException> catchUpAll(Collection<UUID> groups, Consumer<UUID> moved) {
        return inboxes.refreshAll(groups, moved);
    }

    /**
     * Stores messages at the end of a group, all or none of them in one atomic write: as {@link Messages#append} would in the order of
     * the messages, but in a small part of the time and for 2 write units a message in place of 4. Made for loading a
     * conversation: it does not move the inbox rows, which the loader does once at the end, by {@link Inbox#catchUp}.
     *
     * @param more 1 to {@value #MOST_AT_ONCE}, without idempotency
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND} when the group does not exist or a
     *     sender is not a member of it
     * @throws com.cruddur.messaging.port.StorageException when the store failed, or another program that does not know of heads has
     *     put messages where these come; nothing is written
     */
    public List<Message> appendAll(MessageGroup group, List<NewMessage> more) {
        return written.appendAll(group, more);
    }

    @Override
    public void close() {
        followUp.close();
    }
}
