package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One scan of the whole table, with the work on each page and its outcome. */
abstract class TableScan {
    private final Consumer<Finding> findings;
    private final Acknowledgements acknowledgements;
    private final LongConsumer seen;
    private Set<Finding> ofPageBefore = Set.of();
    private Set<Finding> ofThisPage = Set.of();
    private long items;
    private long left;
    private long acknowledged;
    long done;

    TableScan(Consumer<Finding> findings, Acknowledgements acknowledgements, LongConsumer seen) {
        this.findings = findings;
        this.acknowledgements = acknowledgements;
        this.seen = seen;
    }

    abstract void on(Map<UUID, ScannedGroup> groups);

    /** Runs once all pages are read. */
    void atEnd() {}

    Outcome over(BulkReads reads) {
        reads.scan(this::accept);
        atEnd();
        return new Outcome(items, done, left, acknowledged);
    }

    private void accept(List<Item> page) {
        ofPageBefore = ofThisPage;
        ofThisPage = new HashSet<>();
        on(ScannedGroup.byGroup(page, it -> report(Set.of(it))));
        items += page.size();
        seen.accept(items);
    }

    /** Messages of one group go over many pages; a finding is reported once. */
    void report(Set<Finding> found) {
        found.stream()
                .filter(it -> !ofPageBefore.contains(it) && ofThisPage.add(it))
                .forEach(it -> {
                    if (acknowledgements.cover(it)) {
                        acknowledged++;
                    } else {
                        findings.accept(it);
                        left++;
                    }
                });
        ofThisPage.addAll(found);
    }
}
