package com.cruddur.messaging.dynamodb.repair;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.dynamodb.item.ItemKey;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Something in the table that is not as it should be. It holds no text of a message and no name.
 *
 * @param kind the kind of contradiction
 * @param group the group's uuid; where the item does not tell it, the item's partition
 * @param member whose row it is about; empty where it is about the group
 * @param item the item that cannot be read; empty for all other kinds
 */
public record Finding(Kind kind, String group, Optional<UUID> member, Optional<ItemKey> item) {
    private static final Set<String> OF_GROUPS = Set.of("MSG", "HEAD", "ROWS");

    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(group, "group");
        requireNonNull(member, "member");
        requireNonNull(item, "item");
    }

    static Finding of(Kind kind, UUID group) {
        return new Finding(kind, group.toString(), Optional.empty(), Optional.empty());
    }

    static Finding of(Kind kind, UUID group, UUID member) {
        return new Finding(kind, group.toString(), Optional.of(member), Optional.empty());
    }

    static Finding unreadable(ItemKey item) {
        String[] parts = item.pk().split("#", 2);
        boolean ofGroup = parts.length == 2 && OF_GROUPS.contains(parts[0]) && Keys.isUuid(parts[1]);
        return new Finding(Kind.UNREADABLE, ofGroup ? parts[1] : item.pk(), Optional.empty(), Optional.of(item));
    }

    /** The kinds of contradiction. */
    public enum Kind {
        HEAD_MISSING("the group has messages or rows and no head: adopt it"),
        HEAD_BEHIND("the group has a message that is newer than its head says"),
        HEAD_WRONG("the newest message that the head names does not exist, or has another text or time"),
        ROWS_MISSING("the rows item is missing: the places of the group's rows are not recorded"),
        ROWS_BEHIND("the rows stand at an older message than the newest"),
        ROWS_AHEAD("the rows stand at a later time than that of the newest message"),
        ROW_MISSING("the member has no row of the group"),
        ROW_MISPLACED("the member's row is not where it is on record"),
        ROW_DOUBLED("the member has another row of the group"),
        ROW_WRONG("the member's row shows another message, time, person or number of unread messages than it should"),
        HORIZON_WRONG("the member has another number of unread messages than there are after what the member has read"),
        ROW_OF_STRANGER("a user who is not a member has a row of the group"),
        PAIR_MISSING("the two members have no pair item"),
        PAIR_WRONG("the pair item names a group that is not theirs"),
        PAIR_WITHOUT_HEAD("the pair item names a group that has no head: neither can write to the other"),
        ROWS_CONTESTED(
                "the group's rows are not where they are on record: another program has moved them, such as the reference's own"
                        + " Lambda; stop it, then run inbox rebuild"),
        DUPLICATE_GROUP("the two members have a group with a newer message, which first contacts go to"),
        MEMBERS_UNKNOWN("neither rows nor messages tell both members and their names"),
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
