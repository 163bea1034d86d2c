package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.write.IdempotencyRecords;
import java.util.UUID;

/** Reads in full the items that only this library writes. Throws an {@link UnreadableItemException} for an item that cannot be read. */
final class OwnItems {
    private OwnItems() {}

    /** The group of a head. */
    static UUID head(Item head) {
        require(head, "HEAD");
        UUID group = head.owner();
        Items.group(group, head);
        for (MemberSlot side : MemberSlot.values()) {
            side.user(head);
            side.sentBy(head);
        }
        MemberSlot.sender(head);
        head.text(Keys.MESSAGE);
        head.timeText(Keys.MESSAGE_CREATED_AT);
        if (head.attributes().containsKey(Keys.MESSAGE_UUID)) {
            head.uuid(Keys.MESSAGE_UUID);
        }
        return group;
    }

    static void rows(Item rows) {
        require(rows, "ROWS");
        rows.owner();
        for (MemberSlot side : MemberSlot.values()) {
            rows.timeText(side.place());
            Horizon.of(side, rows);
        }
        rows.time(Keys.MESSAGE_CREATED_AT);
    }

    /** The group that a pair item names. */
    static MessageGroup pair(Item pair) {
        require(pair, "PAIR");
        String[] parts = pair.text(Keys.PK).split("#", -1);
        boolean ordered =
                parts.length == 3 && Keys.isUuid(parts[1]) && Keys.isUuid(parts[2]) && parts[1].compareTo(parts[2]) < 0;
        if (!ordered) {
            throw pair.unreadable(Keys.PK);
        }
        return Items.namedBy(pair, UUID.fromString(parts[1]), UUID.fromString(parts[2]));
    }

    static void sent(Item sent) {
        IdempotencyRecords.message(sent, sent.owner(), "");
        sent.text(Keys.FINGERPRINT);
        sent.number(Keys.EXPIRES_AT);
    }

    private static void require(Item item, String sk) {
        if (!item.text(Keys.SK).equals(sk)) {
            throw item.unreadable(Keys.SK);
        }
    }
}
