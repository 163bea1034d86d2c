package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.port.InboxRows;
import java.time.Instant;

/** Where the two rows of a group stand, and the time of the message that they show. */
record Standing(Place lower, Place higher, Instant at) {
    /** Whether the rows are still where somebody saw them. */
    boolean isOf(InboxRows rows) {
        return at.equals(rows.standAt())
                && lower.toString().equals(rows.lower().place())
                && higher.toString().equals(rows.higher().place());
    }
}
