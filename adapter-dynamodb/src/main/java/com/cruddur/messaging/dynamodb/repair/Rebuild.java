package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Mends the groups of each page that the check finds wrong. */
final class Rebuild extends TableScan {
    private final BulkReads reads;
    private final Check check;
    private final Mender mender;
    private final Function<UUID, Optional<User>> directory;
    /** A pair item that tells the members may be on a later page than the messages. */
    private final Set<Finding> headless = new LinkedHashSet<>();

    Rebuild(
            BulkReads reads,
            Check check,
            Mender mender,
            Function<UUID, Optional<User>> directory,
            Consumer<Finding> left,
            Acknowledgements acknowledgements,
            LongConsumer seen) {
        super(left, acknowledgements, seen);
        this.reads = reads;
        this.check = check;
        this.mender = mender;
        this.directory = directory;
    }

    @Override
    void on(Map<UUID, ScannedGroup> groups) {
        Set<Finding> found = check.findings(groups);
        Map<UUID, ScannedGroup> wrong = new LinkedHashMap<>();
        found.stream().map(it -> UUID.fromString(it.group())).forEach(it -> wrong.put(it, groups.get(it)));
        wrong.forEach(this::mend);
        Set<Finding> still = check.findings(wrong);
        done += found.stream().filter(it -> !still.contains(it)).count();
        still.stream().filter(it -> it.kind() == Kind.HEAD_MISSING).forEach(headless::add);
        report(still.stream().filter(it -> !headless.contains(it)).collect(Collectors.toSet()));
    }

    private void mend(UUID group, ScannedGroup what) {
        try {
            if (!mender.mend(group, what, directory)) {
                report(Set.of(Finding.of(Kind.ROWS_CONTESTED, group)));
            }
        } catch (UnreadableItemException reportedByTheScan) {
            return;
        }
    }

    @Override
    void atEnd() {
        for (Finding finding : headless) {
            if (reads.get(Keys.head(UUID.fromString(finding.group()))).isPresent()) {
                done++;
            } else {
                report(Set.of(finding));
            }
        }
    }
}
