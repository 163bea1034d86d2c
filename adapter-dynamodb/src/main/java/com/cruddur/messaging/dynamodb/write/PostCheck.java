package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Answers to posts that are not written: to retries, and to all where this instance's clock is wrong. */
public final class PostCheck {
    private static final String LOOK_UP = "look up an idempotency key";

    private final TableReads table;
    private final Transactions transactions;
    private final StoreClock clock;

    public PostCheck(TableReads table, Transactions transactions, StoreClock clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The same for a caller who waits until then. */
    public PostCheck within(Deadline deadline) {
        return new PostCheck(table.within(deadline), transactions.within(deadline), clock);
    }

    /** The first answer to the draft's key; its message is there for all to read. */
    public Optional<Message> to(NewMessage draft) {
        Optional<Message> answer = Optional.ofNullable(draft.idempotency())
                .flatMap(it -> table.get(LOOK_UP, Keys.sent(draft.sender().uuid(), it.key())))
                .flatMap(it -> IdempotencyRecords.answerUnlessExpired(it, draft, clock.notAheadOf(draft.now())));
        answer.ifPresent(it -> transactions.settled(LOOK_UP, transactions.start(), it));
        return answer;
    }

    /**
     * The answer to a draft that may not be written, because the clock that it has its time from is wrong; empty where it may.
     *
     * @throws StorageException when it may not, and its key has no answer
     */
    public Optional<Message> inPlaceOf(UUID group, NewMessage draft) {
        if (!isTooEarly(group, draft.now())) {
            return Optional.empty();
        }
        return Optional.of(to(draft).orElseThrow(StoreClock::refusal));
    }

    /** Whether it is too early by the store's clock to write something of that time. */
    public boolean isTooEarly(UUID group, Instant time) {
        return clock.isOvertakenBy(time, () -> table.get("ask DynamoDB for its time", Keys.head(group)));
    }
}
