package com.cruddur.messaging.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * Something in the table that is not as it should be. It holds no text of a message and no name.
 *
 * @param kind what is wrong
 * @param group the group's uuid; where that cannot be read, the item's partition
 * @param member whose row it is about; empty where it is about the group
 */
public record Finding(Kind kind, String group, Optional<UUID> member) {
    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(group, "group");
        requireNonNull(member, "member");
    }

    static Finding of(Kind kind, UUID group) {
        return new Finding(kind, group.toString(), Optional.empty());
    }

    static Finding of(Kind kind, UUID group, UUID member) {
        return new Finding(kind, group.toString(), Optional.of(member));
    }

    /** What can be wrong. */
    public enum Kind {
        HEAD_MISSING("the group has messages or rows and no head: it is to be adopted"),
        HEAD_BEHIND("the group has a message that is newer than its head says"),
        HEAD_WRONG("the head names a newest message that is not there, or shows it otherwise"),
        ROWS_MISSING("it is not on record where the group's rows stand"),
        ROWS_BEHIND("the rows stand at an older message than the newest"),
        ROWS_AHEAD("the rows stand at a later time than that of the newest message"),
        ROW_MISSING("the member has no row of the group"),
        ROW_MISPLACED("the member's row is not where it is on record"),
        ROW_DOUBLED("the member has another row of the group"),
        ROW_WRONG("the member's row shows another message, time or person than it should"),
        ROW_OF_STRANGER("somebody who is not in the group has a row of it"),
        PAIR_MISSING("the two members have no pair item"),
        PAIR_WRONG("the pair item names what is no group of these two"),
        DUPLICATE_GROUP("the two members have a group with a newer message, which first contacts go to"),
        MEMBERS_UNKNOWN("who the two members are, or what one is called, does not show in rows or messages"),
        UNREADABLE("an item has an attribute that is missing or has another form");

        private final String meaning;

        Kind(String meaning) {
            this.meaning = meaning;
        }

        /** One sentence for people. */
        public String meaning() {
            return meaning;
        }
    }
}
