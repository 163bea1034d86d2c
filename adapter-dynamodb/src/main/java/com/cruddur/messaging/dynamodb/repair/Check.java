package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.repair.Inspection.Suspicion;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Inspects suspicious groups twice, some time apart. A contradiction that changes meanwhile is a write under way, and no finding. */
final class Check {
    private final Inspection inspection;
    private final Runnable settling;

    /** @param settling waits between the two looks */
    Check(BulkReads reads, Runnable settling) {
        this.inspection = new Inspection(reads);
        this.settling = settling;
    }

    /** The contradictions in these groups that are there both times. */
    Set<Finding> findings(Map<UUID, ScannedGroup> seen) {
        Set<Suspicion> first = inspection.inspect(seen);
        if (first.isEmpty()) {
            return Set.of();
        }
        settling.run();
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
