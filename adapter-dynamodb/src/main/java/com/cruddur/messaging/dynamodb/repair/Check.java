package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.repair.Inspection.Suspicion;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks twice at what is suspicious, some time apart: what changes meanwhile is being worked on, and no finding. */
final class Check {
    private final Inspection inspection;
    private final Duration settling;

    Check(BulkReads reads, Duration settling) {
        this.inspection = new Inspection(reads);
        this.settling = settling;
    }

    /** What is wrong with these groups and stays so. */
    Set<Finding> findings(Map<UUID, ScannedGroup> seen) {
        Set<Suspicion> first = inspection.inspect(seen);
        if (first.isEmpty()) {
            return Set.of();
        }
        Backoff.elapse("check the table", settling);
        Set<Finding> findings = new LinkedHashSet<>();
        inspection.inspect(ofGroups(seen, first)).stream()
                .filter(first::contains)
                .map(Suspicion::finding)
                .forEach(findings::add);
        return findings;
    }

    private static Map<UUID, ScannedGroup> ofGroups(Map<UUID, ScannedGroup> seen, Set<Suspicion> suspicions) {
        Map<UUID, ScannedGroup> suspicious = new LinkedHashMap<>();
        for (Suspicion suspicion : suspicions) {
            UUID group = UUID.fromString(suspicion.finding().group());
            suspicious.put(group, seen.get(group));
        }
        return suspicious;
    }
}
