package com.cruddur.messaging.dynamodb.write;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives a member another horizon, in the rows item and in the member's row, if the rows item is as it was read. The answer is whether this
 * did it.
 */
public final class Mark implements Transactions.Attempt<Boolean> {
    private final InboxRows rows;
    private final MemberSlot side;
    private final Horizon horizon;
    private boolean maybeMarked;

    /** @param horizon has a time */
    public Mark(InboxRows rows, MemberSlot side, Horizon horizon) {
        this.rows = rows;
        this.side = side;
        this.horizon = horizon;
    }

    @Override
    public String name() {
        return "mark messages as read";
    }

    @Override
    public void addTo(Writes writes) {
        Map<String, AttributeValue> values = Map.of(
                ":read",
                Keys.number(horizon.read()),
                ":readUpTo",
                string(horizon.upTo().orElseThrow()));
        RowsFence.of(rows)
                .update(
                        writes,
                        rows.group(),
                        "SET " + side.read() + " = :read, " + side.readUpTo() + " = :readUpTo",
                        values);
        InboxRows.Row row = rows.row(side);
        writes.showHorizon(WriteRole.row(side), Keys.row(row.member().uuid(), row.place()), rows.group(), horizon);
    }

    @Override
    public Boolean written() {
        return true;
    }

    @Override
    public void maybeWritten() {
        maybeMarked = true;
    }

    @Override
    public Optional<Boolean> cancelled(Cancellation cancellation) {
        if (!cancellation.failed(WriteRole.ROWS)) {
            return Optional.empty();
        }
        return Optional.of(maybeMarked
                && cancellation.found(WriteRole.ROWS).filter(this::isMarked).isPresent());
    }

    private boolean isMarked(Item found) {
        return Horizon.of(side, found).equals(horizon);
    }
}
