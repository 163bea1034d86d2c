package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.NewMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The messages of every group in a DynamoDB table that {@link MessagesTable} has created. Thread-safe. */
final class DynamoDbMessages {
    /** How many messages {@link #appendAll} takes: a transaction writes 100 items, of which one is the group's head. */
    public static final int MOST_AT_ONCE = 99;

    private final Table table;
    private final Transactions transactions;
    private final Answers answers;
    private final Turns turns;

    /** @param client stays open; it belongs to the caller */
    DynamoDbMessages(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE);
    }

    DynamoDbMessages(DynamoDbClient client, String table, Duration patience) {
        this.table = new Table(client, table, patience);
        this.transactions = new Transactions(client, table, patience);
        this.answers = new Answers(this.table, transactions, StoreClock.of(client));
        this.turns = new Turns();
    }

    private DynamoDbMessages(DynamoDbMessages unbounded, Deadline deadline) {
        this.table = unbounded.table.within(deadline);
        this.transactions = unbounded.transactions.within(deadline);
        this.answers = unbounded.answers.within(deadline);
        this.turns = unbounded.turns;
    }

    DynamoDbMessages within(Deadline deadline) {
        return new DynamoDbMessages(this, deadline);
    }

    Page<Message> newestFirst(UUID group, Optional<String> position, int limit) {
        return table.newestFirst(
                "list messages", Keys.messages(group), position, limit, item -> Items.message(group, item));
    }

    Message append(MessageGroup group, NewMessage draft) {
        if (!group.includes(draft.sender().uuid())) {
            return answered(draft).orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        }
        return answers.inPlaceOf(group.uuid(), draft).orElseGet(() -> write(group, draft));
    }

    private Message write(MessageGroup group, NewMessage draft) {
        Backoff backoff = transactions.start();
        Append append = new Append(transactions, backoff, group, draft);
        return turns.take(group.uuid(), backoff, append::othersWereFirst, () -> transactions.write(append, backoff));
    }

    /**
     * Stores messages at the end of a group, all or none of them in one atomic write: as {@link #append} would in the order of
     * the drafts, but in a small part of the time and for 2 write units a message in place of 4. Made for loading a
     * conversation.
     *
     * @param drafts 1 to {@value #MOST_AT_ONCE}, without idempotency
     * @throws MessagingException {@link Reason#MESSAGE_GROUP_NOT_FOUND} when the group does not exist or a sender is not in it
     * @throws com.cruddur.messaging.port.StorageException when the store failed, or somebody who does not know of heads has
     *     put messages where these come; nothing is written
     */
    public List<Message> appendAll(MessageGroup group, List<NewMessage> drafts) {
        if (drafts.isEmpty()
                || drafts.size() > MOST_AT_ONCE
                || drafts.stream().anyMatch(it -> it.idempotency() != null)) {
            throw new IllegalArgumentException("1 to " + MOST_AT_ONCE + " drafts, without idempotency");
        }
        if (!drafts.stream().allMatch(it -> group.includes(it.sender().uuid()))) {
            throw new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND);
        }
        if (drafts.stream().anyMatch(it -> answers.isTooEarly(group.uuid(), it.now()))) {
            throw StoreClock.refusal();
        }
        Backoff backoff = transactions.start();
        AppendAll append = new AppendAll(transactions, backoff, group, drafts);
        return turns.take(group.uuid(), backoff, () -> {}, () -> transactions.write(append, backoff));
    }

    Optional<Message> answered(NewMessage draft) {
        return answers.to(draft);
    }
}
