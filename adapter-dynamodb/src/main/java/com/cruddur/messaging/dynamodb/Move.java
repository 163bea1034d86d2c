package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Keys.string;

import com.cruddur.messaging.domain.User;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Moves both group rows of a group to its newest message (pattern E), if they stand where they are said to: the rows item is
 * the fence. Whether this did it.
 */
final class Move implements Transactions.Attempt<Boolean> {
    /** That the rows stand where {@code :standAt}, {@code :lower} and {@code :higher} say. */
    static final String FENCE = Keys.MESSAGE_CREATED_AT + " = :standAt AND " + Side.LOWER.place() + " = :lower AND "
            + Side.HIGHER.place() + " = :higher";

    private static final String UPDATE = "SET " + Keys.MESSAGE_CREATED_AT + " = :newestAt, " + Side.LOWER.place()
            + " = :newLower, " + Side.HIGHER.place() + " = :newHigher";
    static final String OF_THIS_GROUP = Keys.MESSAGE_GROUP_UUID + " = :group";

    private final InboxRows rows;
    private final Map<String, Item> standing;
    private final Map<String, AttributeValue> thisGroup;
    private final Map<Side, Place> places = new EnumMap<>(Side.class);
    private boolean maybeMoved;

    /** @param standing the rows as they stand, by their partitions; what is not ours in them moves along */
    Move(InboxRows rows, Map<String, Item> standing) {
        this.rows = rows;
        this.standing = standing;
        this.thisGroup = Map.of(":group", string(rows.group().toString()));
        for (Side side : Side.values()) {
            places.put(side, Place.atOrStaying(rows.newestAt(), row(side).place()));
        }
    }

    /** The values of {@link #FENCE}, of a rows item as it was read. */
    static Map<String, AttributeValue> fence(Item rows) {
        return Map.of(
                ":standAt", string(rows.text(Keys.MESSAGE_CREATED_AT)),
                ":lower", string(rows.text(Side.LOWER.place())),
                ":higher", string(rows.text(Side.HIGHER.place())));
    }

    /** This, with a place for that side's row which is not the one that it has. */
    Move thatMoves(Side side) {
        places.computeIfPresent(
                side, (same, place) -> place.text().equals(row(side).place()) ? place.displaced() : place);
        return this;
    }

    private InboxRows.Row row(Side side) {
        return side == Side.LOWER ? rows.lower() : rows.higher();
    }

    private String place(Side side) {
        return places.get(side).text();
    }

    @Override
    public String name() {
        return "move a group's inbox rows";
    }

    @Override
    public void addTo(Writes writes) {
        Map<String, AttributeValue> values = Map.of(
                ":standAt", string(TimeText.of(rows.standAt())),
                ":lower", string(rows.lower().place()),
                ":higher", string(rows.higher().place()),
                ":newestAt", string(TimeText.of(rows.newestAt())),
                ":newLower", string(place(Side.LOWER)),
                ":newHigher", string(place(Side.HIGHER)));
        writes.update(Part.ROWS, Keys.rows(rows.group()), UPDATE, FENCE, values);
        for (Side side : Side.values()) {
            addTo(writes, side);
        }
    }

    private void addTo(Writes writes, Side side) {
        InboxRows.Row row = row(side);
        Map<String, AttributeValue> moved = moved(side);
        if (place(side).equals(row.place())) {
            // A transaction writes an item once: the row is replaced where it is.
            writes.put(Part.row(side), moved, OF_THIS_GROUP, thisGroup);
        } else {
            writes.putNew(Part.row(side), moved);
            writes.delete(Part.oldRow(side), Keys.row(row.member().uuid(), row.place()), OF_THIS_GROUP, thisGroup);
        }
    }

    private Map<String, AttributeValue> moved(Side side) {
        UUID member = row(side).member().uuid();
        Map<String, AttributeValue> moved = new HashMap<>();
        Optional.ofNullable(standing.get(Keys.inbox(member))).ifPresent(it -> moved.putAll(it.attributes()));
        User other = row(side.other()).member();
        moved.putAll(Items.row(rows.group(), member, other, rows.preview(), rows.newestAt(), place(side)));
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
        if (cancellation.failed(Part.ROWS)) {
            boolean ours = maybeMoved
                    && cancellation
                            .found(Part.ROWS)
                            .filter(this::standAsWritten)
                            .isPresent();
            return Optional.of(ours);
        }
        for (Side side : Side.values()) {
            if (cancellation.found(Part.row(side)).filter(this::isOfAnother).isPresent()) {
                places.computeIfPresent(side, (same, place) -> place.displaced());
            }
        }
        return Optional.empty();
    }

    private boolean standAsWritten(Item found) {
        return found.time(Keys.MESSAGE_CREATED_AT).equals(rows.newestAt())
                && found.text(Side.LOWER.place()).equals(place(Side.LOWER))
                && found.text(Side.HIGHER.place()).equals(place(Side.HIGHER));
    }

    private boolean isOfAnother(Item row) {
        return !row.find(Keys.MESSAGE_GROUP_UUID)
                .equals(Optional.of(rows.group().toString()));
    }
}
