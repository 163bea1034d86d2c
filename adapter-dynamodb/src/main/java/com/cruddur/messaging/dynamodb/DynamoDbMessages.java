package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Messages;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The messages of every group in a DynamoDB table that {@link MessagesTable} has created. Thread-safe. */
public final class DynamoDbMessages implements Messages {
    private final Table table;
    private final Transactions transactions;
    private final Turns turns;

    /** @param client stays open; it belongs to the caller */
    public DynamoDbMessages(DynamoDbClient client, String table) {
        this(client, table, Transactions.PATIENCE);
    }

    DynamoDbMessages(DynamoDbClient client, String table, Duration patience) {
        this.table = new Table(client, table, patience);
        this.transactions = new Transactions(client, table, patience);
        this.turns = new Turns(patience);
    }

    @Override
    public Page<Message> newestFirst(UUID group, Optional<String> position, int limit) {
        return table.newestFirst(
                "list messages", Keys.messages(group), position, limit, item -> Items.message(group, item));
    }

    @Override
    public Message append(Group group, Draft draft) {
        if (!group.includes(draft.sender().uuid())) {
            return answered(draft).orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        }
        return turns.take(group.uuid(), () -> transactions.write(new Append(transactions, group, draft)));
    }

    @Override
    public Optional<Message> answered(Draft draft) {
        return draft.idempotency()
                .flatMap(it -> table.get(
                        "look up an idempotency key", Keys.sent(draft.sender().uuid(), it.key())))
                .flatMap(it -> Sent.answerUnlessExpired(Optional.of(it), draft));
    }
}
