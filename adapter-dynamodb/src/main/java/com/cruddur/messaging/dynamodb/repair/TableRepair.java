package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.table.TableReads;
import com.cruddur.messaging.dynamodb.write.GroupAdoption;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.dynamodb.write.TableGroupRows;
import com.cruddur.messaging.dynamodb.write.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Finds and mends contradictions in a table: after the stream was down for longer than it keeps its records, and in tables that
 * the reference system wrote. All of it is safe while the service posts and moves, may stop at any call, and may be run again:
 * items that are right by then cost only reads. It reads the whole table strongly, and holds one page of it in memory. While the table
 * is throttled, it waits.
 *
 * <p>Findings are given as they are found, and the number of items seen so far after each page, on the caller's thread.
 *
 * <p>Every method throws {@link com.cruddur.messaging.port.StorageException} when DynamoDB fails, or the thread is interrupted.
 */
public final class TableRepair {
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BulkReads reads;
    private final Check check;
    private final Mender mender;
    private final Transactions transactions;
    private final GroupAdoption adoption;

    /** @param client stays open; it belongs to the caller */
    public TableRepair(DynamoDbClient client, String table) {
        this(client, table, PATIENCE, () -> Backoff.elapse("check the table", SETTLING));
    }

    /** @param settling waits for as long as something has to stay wrong */
    TableRepair(DynamoDbClient client, String table, Duration patience, Runnable settling) {
        this.reads = new BulkReads(client, table, patience);
        this.check = new Check(reads, settling);
        StoreClock clock = new StoreClock();
        this.transactions = new Transactions(client, table, patience, clock);
        Inboxes inboxes = new Inboxes(new TableGroupRows(new TableReads(client, table, patience, clock), transactions));
        this.adoption = new GroupAdoption(reads, transactions, inboxes);
        this.mender = new Mender(reads, transactions, adoption, settling);
    }

    /**
     * @param items how many were read
     * @param done how many findings were mended, or groups adopted
     * @param left how many findings are left
     * @param acknowledged how many more are left that were acknowledged before, by {@link #acknowledge}
     */
    public record Outcome(long items, long done, long left, long acknowledged) {}

    /**
     * Finds contradictions and changes nothing. A group that is written to meanwhile is judged only by what stays wrong for two
     * seconds.
     */
    public Outcome verify(Consumer<Finding> found, LongConsumer seen) {
        return new TableScan(found, acknowledgements(), seen) {
            @Override
            void on(Map<UUID, ScannedGroup> groups) {
                report(check.findings(groups));
            }
        }.over(reads);
    }

    /**
     * Mends the findings of {@link #verify}, but for groups without a head that no pair item names and for items that cannot be read.
     * Messages are never changed. A member's rows beyond the one that stays are removed; what others have added to them goes to that
     * one. A group that a pair item names and that has no head gets one from its messages and rows; where it has none of them, the pair
     * item is removed.
     *
     * @param directory as in {@link #adopt}
     * @param left gets the findings that remain
     */
    public Outcome rebuild(Function<UUID, Optional<User>> directory, Consumer<Finding> left, LongConsumer seen) {
        return new Rebuild(reads, check, mender, directory, left, acknowledgements(), seen).over(reads);
    }

    /**
     * Gives each group that the reference system wrote its head, its rows item and its pair, so that it can be read and posted
     * to. Every row and every message stays as it is; a member who has no row gets one. Of several groups of one pair, each
     * becomes one, and first contacts go to the one with the newest message. The table is read twice: a group's rows
     * are believed before its messages. A run that was stopped is finished by the next one.
     *
     * @param directory finds users by their uuids, where neither rows nor messages tell a member's names
     * @param left gets groups whose members cannot be known, groups that first contacts no longer go to, groups that another program
     *     changes, and items that cannot be read
     */
    public Outcome adopt(Function<UUID, Optional<User>> directory, Consumer<Finding> left, LongConsumer seen) {
        return adopt(directory, left, acknowledgements(), seen);
    }

    /**
     * As {@link #adopt}, and records the findings that nothing can mend: groups that first contacts do not go to, groups whose
     * members cannot be known, and items of the reference that cannot be read. From then on all of these methods only count them.
     * They are treated as before: once the members of a group can be known, it is adopted.
     *
     * @param left gets the findings that remain, also those that this records
     * @return the recorded findings count as acknowledged
     */
    public Outcome acknowledge(Function<UUID, Optional<User>> directory, Consumer<Finding> left, LongConsumer seen) {
        Acknowledgements acknowledgements = acknowledgements();
        List<Finding> unrecorded = new ArrayList<>();
        Outcome outcome = adopt(
                directory,
                finding -> {
                    left.accept(finding);
                    if (!acknowledgements.record(finding)) {
                        unrecorded.add(finding);
                    }
                },
                acknowledgements,
                seen);
        long recorded = outcome.left() - unrecorded.size();
        return new Outcome(outcome.items(), outcome.done(), unrecorded.size(), outcome.acknowledged() + recorded);
    }

    private Outcome adopt(
            Function<UUID, Optional<User>> directory,
            Consumer<Finding> left,
            Acknowledgements acknowledgements,
            LongConsumer seen) {
        Adoption groups = new Adoption(reads, adoption, directory);
        Outcome first = new TableScan(it -> {}, acknowledgements, seen) {
            @Override
            void on(Map<UUID, ScannedGroup> page) {
                done += groups.byRows(page);
            }
        }.over(reads);
        Outcome second = new TableScan(left, acknowledgements, it -> seen.accept(first.items() + it)) {
            private final Set<UUID> duplicates = new HashSet<>();

            @Override
            void on(Map<UUID, ScannedGroup> page) {
                done += groups.byMessages(page, duplicates, this::found);
                groups.finish(page, duplicates, this::found);
            }

            private void found(Finding finding) {
                report(Set.of(finding));
            }
        }.over(reads);
        return new Outcome(
                first.items() + second.items(), first.done() + second.done(), second.left(), second.acknowledged());
    }

    private Acknowledgements acknowledgements() {
        return new Acknowledgements(reads, transactions);
    }
}
