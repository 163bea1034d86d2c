package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.write.Append;
import com.cruddur.messaging.dynamodb.write.AppendAll;
import com.cruddur.messaging.dynamodb.write.GroupLocks;
import com.cruddur.messaging.dynamodb.write.PostCheck;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.port.NewMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The messages of every group in a DynamoDB table that {@link TableAdmin} has created. Thread-safe. */
final class DynamoDbMessages {
    private static final int MOST_AT_ONCE = DynamoDbStore.MOST_AT_ONCE;

    private final TableReads table;
    private final Transactions transactions;
    private final PostCheck check;
    private final GroupLocks locks;

    /** @param client stays open; it belongs to the caller */
    DynamoDbMessages(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE);
    }

    DynamoDbMessages(DynamoDbClient client, String table, Duration patience) {
        this(client, table, patience, new StoreClock());
    }

    DynamoDbMessages(DynamoDbClient client, String table, Duration patience, StoreClock clock) {
        this.table = new TableReads(client, table, patience, clock);
        this.transactions = new Transactions(client, table, patience, clock);
        this.check = new PostCheck(this.table, transactions, clock);
        this.locks = new GroupLocks();
    }

    private DynamoDbMessages(DynamoDbMessages unbounded, Deadline deadline) {
        this.table = unbounded.table.within(deadline);
        this.transactions = unbounded.transactions.within(deadline);
        this.check = unbounded.check.within(deadline);
        this.locks = unbounded.locks;
    }

    DynamoDbMessages within(Deadline deadline) {
        return new DynamoDbMessages(this, deadline);
    }

    Page<Message> newestFirst(UUID group, Optional<String> position, int limit) {
        return table.newestFirst(
                "list messages", Keys.messages(group), position, limit, item -> Items.message(group, item));
    }

    Page<Message> oldestFirst(UUID group, Instant after, int limit) {
        return table.oldestFirst(
                "list messages", Keys.messages(group), after, limit, item -> Items.message(group, item));
    }

    Message append(MessageGroup group, NewMessage draft) {
        if (!group.includes(draft.sender().uuid())) {
            return answered(draft).orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        }
        return check.inPlaceOf(group.uuid(), draft).orElseGet(() -> write(group, draft));
    }

    private Message write(MessageGroup group, NewMessage draft) {
        Backoff backoff = transactions.start();
        Append append = new Append(transactions, backoff, group, draft);
        return locks.hold(group.uuid(), backoff, append::othersWereFirst, () -> transactions.write(append, backoff));
    }

    /**
     * Stores messages at the end of a group, all or none of them in one atomic write: as {@link #append} would in the order of
     * the drafts, but in a small part of the time and for 2 write units a message in place of 4. Made for loading a
     * conversation.
     *
     * @param drafts 1 to {@value #MOST_AT_ONCE}, without idempotency
     * @throws MessagingException {@link Reason#MESSAGE_GROUP_NOT_FOUND} when the group does not exist or a sender is not in it
     * @throws com.cruddur.messaging.port.StorageException when the store failed, or a program that does not know of heads has
     *     put messages where these come; nothing is written
     */
    List<Message> appendAll(MessageGroup group, List<NewMessage> drafts) {
        if (drafts.isEmpty()
                || drafts.size() > MOST_AT_ONCE
                || drafts.stream().anyMatch(it -> it.idempotency() != null)) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " drafts, without idempotency");
        }
        if (!drafts.stream().allMatch(it -> group.includes(it.sender().uuid()))) {
            throw new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND);
        }
        if (drafts.stream().anyMatch(it -> check.isTooEarly(group.uuid(), it.now()))) {
            throw StoreClock.refusal();
        }
        Backoff backoff = transactions.start();
        AppendAll append = new AppendAll(transactions, backoff, group, drafts);
        return locks.hold(group.uuid(), backoff, () -> {}, () -> transactions.write(append, backoff));
    }

    Optional<Message> answered(NewMessage draft) {
        return check.to(draft);
    }
}
