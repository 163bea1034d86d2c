package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;
import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.ShownMessage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Moves both group rows of a group to its newest message, if they stand where they were read: the rows item is
 * the fence. The answer is whether this did it.
 */
public final class Move implements Transactions.Attempt<Boolean> {
    private static final String UPDATE = "SET " + Keys.MESSAGE_CREATED_AT + " = :newestAt, " + MemberSlot.LOWER.place()
            + " = :newLower, " + MemberSlot.HIGHER.place() + " = :newHigher";

    private final InboxRows rows;
    private final Map<String, Item> standing;
    private final Map<String, AttributeValue> thisGroup;
    private final Map<MemberSlot, Place> places = new EnumMap<>(MemberSlot.class);
    private boolean maybeMoved;

    /** @param standing the rows as they stand, by their partitions; attributes of other programs move along */
    Move(InboxRows rows, Map<String, Item> standing) {
        this.rows = rows;
        this.standing = standing;
        this.thisGroup = Map.of(":group", string(rows.group().toString()));
        for (MemberSlot side : MemberSlot.values()) {
            places.put(
                    side, Place.atOrStaying(rows.newestAt().instant(), row(side).place()));
        }
    }

    /** This, with a place for that side's row which is not the one that it has. */
    Move thatMoves(MemberSlot side) {
        places.computeIfPresent(
                side, (same, place) -> place.text().equals(row(side).place()) ? place.displaced() : place);
        return this;
    }

    private InboxRows.Row row(MemberSlot side) {
        return rows.row(side);
    }

    private String place(MemberSlot side) {
        return requireNonNull(places.get(side)).text();
    }

    @Override
    public String name() {
        return "move a group's inbox rows";
    }

    @Override
    public void addTo(Writes writes) {
        Map<String, AttributeValue> values = Map.of(
                ":newestAt", string(rows.newestAt().text()),
                ":newLower", string(place(MemberSlot.LOWER)),
                ":newHigher", string(place(MemberSlot.HIGHER)));
        RowsFence.of(rows).update(writes, rows.group(), UPDATE, values);
        for (MemberSlot side : MemberSlot.values()) {
            addTo(writes, side);
        }
    }

    private void addTo(Writes writes, MemberSlot side) {
        InboxRows.Row row = row(side);
        Map<String, AttributeValue> moved = moved(side);
        if (place(side).equals(row.place())) {
            // A transaction writes an item once: the row is replaced where it is.
            writes.put(WriteRole.row(side), moved, Keys.IS_ROW_OF_GROUP, thisGroup);
        } else {
            writes.putNew(WriteRole.row(side), moved);
            writes.delete(
                    WriteRole.oldRow(side),
                    Keys.row(row.member().uuid(), row.place()),
                    Keys.IS_ROW_OF_GROUP,
                    thisGroup);
        }
    }

    private Map<String, AttributeValue> moved(MemberSlot side) {
        UUID member = row(side).member().uuid();
        Map<String, AttributeValue> moved = new HashMap<>();
        Optional.ofNullable(standing.get(Keys.inbox(member))).ifPresent(it -> moved.putAll(it.attributes()));
        InboxRows.Row other = row(side.other());
        ShownMessage shown = new ShownMessage(rows.preview(), rows.newestAt().text(), rows.sender(), other.sent());
        List.of(Keys.SENDER_UUID, Keys.READ, Keys.READ_UP_TO).forEach(moved::remove);
        moved.putAll(
                Items.row(rows.group(), member, other.member(), shown, row(side).horizon(), place(side)));
        return moved;
    }

    @Override
    public Boolean written() {
        return true;
    }

    @Override
    public void maybeWritten() {
        maybeMoved = true;
    }

    @Override
    public Optional<Boolean> cancelled(Cancellation cancellation) {
        if (cancellation.failed(WriteRole.ROWS)) {
            boolean ours = maybeMoved
                    && cancellation
                            .found(WriteRole.ROWS)
                            .filter(this::standAsWritten)
                            .isPresent();
            return Optional.of(ours);
        }
        for (MemberSlot side : MemberSlot.values()) {
            if (cancellation
                    .found(WriteRole.row(side))
                    .filter(this::isOfAnother)
                    .isPresent()) {
                places.computeIfPresent(side, (same, place) -> place.displaced());
            }
        }
        return Optional.empty();
    }

    private boolean standAsWritten(Item found) {
        return found.text(Keys.MESSAGE_CREATED_AT).equals(rows.newestAt().text())
                && found.text(MemberSlot.LOWER.place()).equals(place(MemberSlot.LOWER))
                && found.text(MemberSlot.HIGHER.place()).equals(place(MemberSlot.HIGHER));
    }

    private boolean isOfAnother(Item row) {
        return !row.find(Keys.MESSAGE_GROUP_UUID)
                .equals(Optional.of(rows.group().toString()));
    }
}
