package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import java.util.Optional;
import java.util.UUID;

/** Counts the messages that a member has not read. */
final class HorizonCount {
    private HorizonCount() {}

    /** The horizon with the count that the head and the messages after it tell; empty where the member has none. */
    static Optional<Horizon> right(BulkReads reads, UUID group, Item head, MemberSlot side, Horizon horizon) {
        String newest = head.text(Keys.MESSAGE_CREATED_AT);
        return horizon.upTo().map(upTo -> {
            boolean all = !head.time(Keys.MESSAGE_CREATED_AT).isAfter(TimeText.parse(upTo));
            long unread = all
                    ? 0
                    : reads.senders(Keys.messages(group), upTo, newest)
                            .sentBy(side.other().member(Items.group(group, head)));
            return Horizon.at(upTo, side.other().sentBy(head) - unread);
        });
    }
}
