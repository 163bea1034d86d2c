package com.cruddur.messaging.dynamodb.admin;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The outcome of {@link TableAdmin#create}.
 *
 * @param made the parts that were missing before; empty where nothing was changed
 * @param unfit the obstacles that an operator has to remove, a sentence each; empty where the table is ready for use
 */
public record TableSetup(Set<Part> made, List<String> unfit) {
    /** The parts that a table needs. */
    public enum Part {
        /** The table itself, with its stream. */
        TABLE,
        /** The stream of a table that was there. */
        STREAM,
        /** The time to live of idempotency records, in a table that was there. */
        TIME_TO_LIVE
    }

    public TableSetup {
        made = Set.copyOf(made);
        unfit = List.copyOf(unfit);
    }

    static TableSetup created() {
        return new TableSetup(EnumSet.of(Part.TABLE), List.of());
    }
}
