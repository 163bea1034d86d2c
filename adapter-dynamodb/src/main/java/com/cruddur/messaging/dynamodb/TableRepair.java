package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.application.Inboxes;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Finding.Kind;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
 * Finds and mends what is wrong in a table: after the stream was down for longer than it keeps its records, and in tables that
 * the reference system wrote. All of it is safe while the service posts and moves, may stop at any call, and may be run again:
 * what is right by then costs only reads. It reads the whole table strongly, and holds one page of it in memory. While the table
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
    private final Inboxes inboxes;

    /** @param client stays open; it belongs to the caller */
    public TableRepair(DynamoDbClient client, String table) {
        this(client, table, PATIENCE, SETTLING);
    }

    /** @param settling how long something has to stay wrong */
    TableRepair(DynamoDbClient client, String table, Duration patience, Duration settling) {
        this.reads = new BulkReads(client, table, patience);
        this.check = new Check(reads, settling);
        this.transactions = new Transactions(client, table, patience);
        this.inboxes = new Inboxes(new DynamoDbMessageGroups(client, table, patience));
        this.mender = new Mender(reads, transactions, inboxes);
    }

    /**
     * @param items how many were read
     * @param done how many findings were mended, or groups adopted
     * @param left how many findings are left
     */
    public record Outcome(long items, long done, long left) {}

    /**
     * Finds what is wrong and changes nothing. A group that is written to meanwhile is judged only by what stays wrong for two
     * seconds.
     */
    public Outcome verify(Consumer<Finding> found, LongConsumer seen) {
        return run(new Pages(found, seen) {
            @Override
            void on(Map<UUID, Seen> groups) {
                report(check.findings(groups));
            }
        });
    }

    /**
     * Mends whatever {@link #verify} finds, but for groups without a head and for items that cannot be read. Messages are never
     * changed. A member's rows beyond the one that stays are removed; what others have added to them goes to that one.
     *
     * @param left gets what is still wrong
     */
    public Outcome rebuild(Consumer<Finding> left, LongConsumer seen) {
        return run(new Pages(left, seen) {
            @Override
            void on(Map<UUID, Seen> groups) {
                Set<Finding> found = check.findings(groups);
                Map<UUID, Seen> wrong = new LinkedHashMap<>();
                found.forEach(it -> wrong.put(UUID.fromString(it.group()), groups.get(UUID.fromString(it.group()))));
                wrong.forEach(this::mend);
                Set<Finding> still = check.findings(wrong);
                done += found.stream().filter(it -> !still.contains(it)).count();
                report(still);
            }

            private void mend(UUID group, Seen what) {
                try {
                    mender.mend(group, what);
                } catch (UnreadableItemException foundAgainByTheCheck) {
                    return;
                }
            }
        });
    }

    /**
     * Gives each group that the reference system wrote its head, its rows item and its pair, so that it can be read and posted
     * to. Every row and every message stays as it is; a member who has no row gets one. Of several groups of one pair, each
     * becomes one, and first contacts go to the one with the newest message. The table is read twice: what rows tell of a group
     * goes before what messages tell.
     *
     * @param directory finds users by their uuids, where neither rows nor messages tell what a member is called
     * @param left gets groups whose members cannot be known, groups that first contacts no longer go to, and items that cannot be
     *     read
     */
    public Outcome adopt(Function<UUID, Optional<User>> directory, Consumer<Finding> left, LongConsumer seen) {
        Adoption adoption = new Adoption(reads, transactions, inboxes, directory);
        Pages byRows = new Pages(it -> {}, seen) {
            @Override
            void on(Map<UUID, Seen> groups) {
                done += adoption.byRows(groups);
            }
        };
        Outcome first = run(byRows);
        Outcome second = run(new Pages(left, it -> seen.accept(first.items() + it)) {
            private final Set<UUID> duplicates = new HashSet<>();

            @Override
            void on(Map<UUID, Seen> groups) {
                done += adoption.byMessages(groups, duplicates, this::found);
                adoption.duplicates(groups).stream()
                        .filter(duplicates::add)
                        .forEach(it -> found(Finding.of(Kind.DUPLICATE_GROUP, it)));
            }

            private void found(Finding finding) {
                report(Set.of(finding));
            }
        });
        return new Outcome(first.items() + second.items(), first.done() + second.done(), second.left());
    }

    private Outcome run(Pages pages) {
        reads.scan(pages::accept);
        return new Outcome(pages.items, pages.done, pages.left);
    }

    /** What is done with each page, and what came of it. */
    private abstract static class Pages {
        private final Consumer<Finding> findings;
        private final LongConsumer seen;
        private Set<Finding> ofPageBefore = Set.of();
        private Set<Finding> ofThisPage = Set.of();
        private long items;
        long done;
        private long left;

        Pages(Consumer<Finding> findings, LongConsumer seen) {
            this.findings = findings;
            this.seen = seen;
        }

        abstract void on(Map<UUID, Seen> groups);

        void accept(List<Item> page) {
            ofPageBefore = ofThisPage;
            ofThisPage = new HashSet<>();
            on(Seen.byGroup(page, it -> report(Set.of(it))));
            items += page.size();
            seen.accept(items);
        }

        /** Messages of one group go over many pages; what they show is told once. */
        void report(Set<Finding> found) {
            found.stream().filter(it -> !ofPageBefore.contains(it)).forEach(it -> {
                findings.accept(it);
                left++;
            });
            ofThisPage.addAll(found);
        }
    }
}
