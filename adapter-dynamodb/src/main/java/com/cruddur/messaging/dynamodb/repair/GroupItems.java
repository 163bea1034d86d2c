package com.cruddur.messaging.dynamodb.repair;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a group that must agree with one another, out of those that were read. */
record GroupItems(UUID uuid, Map<Map<String, AttributeValue>, Item> read) {
    static List<Map<String, AttributeValue>> firstKeys(UUID group) {
        return List.of(Keys.head(group), Keys.rows(group));
    }

    Optional<Item> head() {
        return at(Keys.head(uuid));
    }

    Optional<Item> rows() {
        return at(Keys.rows(uuid));
    }

    Optional<Item> at(Map<String, AttributeValue> key) {
        return Optional.ofNullable(read.get(key));
    }

    MessageGroup group() {
        return Items.group(uuid, head().orElseThrow());
    }

    private Map<String, AttributeValue> rowKey(MemberSlot side, Item rows) {
        return Keys.row(side.member(group()), rows.timeText(side.place()));
    }

    Map<String, AttributeValue> messageKey() {
        return Keys.message(uuid, head().orElseThrow().timeText(Keys.MESSAGE_CREATED_AT));
    }

    /** Where the newest message is if its time has no offset: the head's time always has one. */
    Map<String, AttributeValue> messageKeyWithoutOffset() {
        return Keys.message(uuid, TimeText.withoutOffset(head().orElseThrow().timeText(Keys.MESSAGE_CREATED_AT)));
    }

    /** Whether the head has a newer message than the one that the rows stand at on record. */
    boolean areRowsBehind() {
        return rows().filter(it -> it.time(Keys.MESSAGE_CREATED_AT)
                        .isBefore(head().orElseThrow().time(Keys.MESSAGE_CREATED_AT)))
                .isPresent();
    }

    Map<String, AttributeValue> pairKey() {
        return Keys.pair(group());
    }

    /** The items to read beside the head and the rows item, for a comparison with the scan. */
    List<Map<String, AttributeValue>> furtherKeys(ScannedGroup seen) {
        List<Map<String, AttributeValue>> keys = new ArrayList<>();
        if (head().isPresent()) {
            List<Item> strays = strays(seen);
            strays.forEach(it -> keys.add(it.key()));
            if (seen.head()) {
                keys.add(messageKey());
                keys.add(pairKey());
            }
            if (seen.head() || !strays.isEmpty()) {
                rows().ifPresent(it ->
                        keys.addAll(List.of(rowKey(MemberSlot.LOWER, it), rowKey(MemberSlot.HIGHER, it))));
            }
        }
        return keys;
    }

    /** The rows that were seen where none of the group is on record. */
    List<Item> strays(ScannedGroup seen) {
        return seen.rows().stream().filter(it -> !isOnRecord(it)).toList();
    }

    private boolean isOnRecord(Item row) {
        return side(row)
                .flatMap(side -> rows().map(it -> it.text(side.place())))
                .filter(row.text(Keys.SK)::equals)
                .isPresent();
    }

    /** The member who has the row; empty for a stranger's. */
    Optional<MemberSlot> side(Item row) {
        UUID owner = row.owner();
        MessageGroup group = group();
        return group.includes(owner) ? Optional.of(MemberSlot.of(group, owner)) : Optional.empty();
    }

    /** The member's row where it is on record. */
    Optional<Item> row(MemberSlot side) {
        return rows().flatMap(it -> at(rowKey(side, it))).filter(this::isOfThisGroup);
    }

    boolean isOfThisGroup(Item row) {
        return row.find(Keys.MESSAGE_GROUP_UUID).filter(uuid.toString()::equals).isPresent();
    }

    /** Whether a member's row shows the head's message, the other member, and what is unread. */
    boolean isShownBy(Item row, MemberSlot side) {
        Item head = head().orElseThrow();
        return row.text(Keys.MESSAGE).equals(head.text(Keys.MESSAGE))
                && Items.inboxEntry(row).lastMessageAt().equals(head.time(Keys.MESSAGE_CREATED_AT))
                && row.uuid(Keys.USER_UUID).equals(side.other().member(group()))
                && unread(row)
                        == rows().map(it -> Horizon.of(side, it)
                                        .unreadOf(side.other().sentBy(head)))
                                .orElse(0L)
                && hasHorizonOnRecord(row, side);
    }

    private static long unread(Item row) {
        return Horizon.of(row).unreadOf(row.count(Keys.RECEIVED));
    }

    /** Whether a member's row shows the horizon that is on record. A row that had been there before its group was adopted shows none. */
    boolean hasHorizonOnRecord(Item row, MemberSlot side) {
        boolean older = !row.attributes().containsKey(Keys.RECEIVED)
                && !row.attributes().containsKey(Keys.READ_UP_TO);
        return older
                || rows().filter(it -> Horizon.of(side, it).equals(Horizon.of(row)))
                        .isPresent();
    }

    /** Where the rows are on record, and when: it changes with every move and every mark. */
    String fence() {
        return rows().map(it -> it.text(Keys.MESSAGE_CREATED_AT) + " " + it.text(MemberSlot.LOWER.place()) + " "
                        + it.text(MemberSlot.HIGHER.place()) + " " + Horizon.of(MemberSlot.LOWER, it) + " "
                        + Horizon.of(MemberSlot.HIGHER, it))
                .orElse("");
    }
}
