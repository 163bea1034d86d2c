package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.Deadline;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.table.TimedSenders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Moves read horizons. A mark at the newest message takes the count of the head. An older one adds the messages that it passes to the
 * stored count. Where nothing is stored, it is the count of the head less the messages that come after it. Thread-safe.
 */
public final class ReadMarks {
    /** Longer than a transaction is half visible: until then a query may miss a message before one that it shows. */
    private static final Duration SETTLING = Duration.ofMillis(50);
    /** Nothing would mend the first count but the next mark. */
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    private static final String NAME = "mark messages as read";

    /** Lets the time pass. */
    public static final Consumer<Duration> SLEEPING = time -> Backoff.elapse(NAME, time);

    private final TableReads table;
    private final Transactions transactions;
    private final TableGroupRows groups;
    private final Consumer<Duration> settling;

    public ReadMarks(TableReads table, Transactions transactions) {
        this(table, transactions, SLEEPING);
    }

    /** @param settling waits until all that is half visible now can be read, which takes so long at most on AWS */
    public ReadMarks(TableReads table, Transactions transactions, Consumer<Duration> settling) {
        this.table = table;
        this.transactions = transactions;
        this.groups = new TableGroupRows(table, transactions);
        this.settling = settling;
    }

    /** The same with another way to wait. */
    public ReadMarks settledBy(Consumer<Duration> other) {
        return new ReadMarks(table, transactions, other);
    }

    /** The same for a caller who waits until then. */
    public ReadMarks within(Deadline deadline) {
        return new ReadMarks(table.within(deadline), transactions.within(deadline), settling);
    }

    /**
     * Moves a member's horizon forward, as {@link com.cruddur.messaging.port.Inbox#markRead} says.
     *
     * @return the time of the message that it stands at now; empty when it did not move
     */
    public Optional<Instant> mark(UUID group, UUID reader, Instant upTo) {
        Backoff backoff = transactions.start();
        for (int round = 0; round < Inboxes.ROUNDS; round++) {
            InboxRows rows = groups.openRows(group).orElseThrow(ReadMarks::notFound);
            MemberSlot side = rows.side(reader).orElseThrow(ReadMarks::notFound);
            if (rows.row(side).horizon().includes(upTo)) {
                return Optional.empty();
            }
            if (upTo.isAfter(rows.newestAt().instant())) {
                refuseUnlessPosted(group, upTo);
                continue;
            }
            Optional<Horizon> horizon = horizon(rows, side, upTo);
            if (horizon.isEmpty()) {
                return Optional.empty();
            }
            if (transactions.write(new Mark(rows, side, horizon.get()), backoff)) {
                return horizon.get().time();
            }
            backoff.check(NAME, null);
        }
        throw new ContestedException(NAME);
    }

    private static MessagingException notFound() {
        return new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND);
    }

    /** A reader may see a message while its head is still read as it was before. */
    private void refuseUnlessPosted(UUID group, Instant upTo) {
        boolean posted = transactions
                .settled(NAME, Keys.head(group))
                .filter(it -> !upTo.isAfter(it.time(Keys.MESSAGE_CREATED_AT)))
                .isPresent();
        if (!posted) {
            throw new MessagingException(Reason.UP_TO_INVALID);
        }
    }

    /** Empty where there is no message that the reader has not marked before. */
    private Optional<Horizon> horizon(InboxRows rows, MemberSlot side, Instant upTo) {
        if (upTo.equals(rows.newestAt().instant())) {
            return Optional.of(
                    Horizon.at(rows.newestAt().text(), rows.row(side.other()).sent()));
        }
        return rows.row(side).horizon().upTo().isPresent() ? further(rows, side, upTo) : first(rows, side, upTo);
    }

    private Optional<Horizon> further(InboxRows rows, MemberSlot side, Instant upTo) {
        Horizon stored = rows.row(side).horizon();
        settling.accept(SETTLING);
        TimedSenders passed = senders(rows, stored.upTo().orElseThrow(), TimeText.of(upTo));
        UUID other = rows.row(side.other()).member().uuid();
        return passed.last().map(it -> Horizon.at(it, stored.read() + passed.sentBy(other)));
    }

    private Optional<Horizon> first(InboxRows rows, MemberSlot side, Instant upTo) {
        if (upTo.isBefore(TimeText.FIRST)) {
            return Optional.empty();
        }
        long last = unread(rows, side, upTo);
        settling.accept(BETWEEN_COUNTS);
        long unread = unread(rows, side, upTo);
        while (unread != last) {
            settling.accept(BETWEEN_COUNTS);
            last = unread;
            unread = unread(rows, side, upTo);
        }
        long read = rows.row(side.other()).sent() - unread;
        return table.newestAtOrBefore(NAME, Keys.messages(rows.group()), upTo).map(it -> Horizon.at(it, read));
    }

    private long unread(InboxRows rows, MemberSlot side, Instant upTo) {
        return senders(rows, TimeText.of(upTo), rows.newestAt().text())
                .sentBy(rows.row(side.other()).member().uuid());
    }

    private TimedSenders senders(InboxRows rows, String after, String upTo) {
        return table.senders(NAME, Keys.messages(rows.group()), after, upTo);
    }
}
