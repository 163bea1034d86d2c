package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Names a member otherwise, in the head and in the other member's row, which moves: then the fence refuses movers who have read
 * the old names. The head must still have the message that the rows are moved to: a head that was read too early would move them
 * back. The answer is whether this did it.
 */
public final class Rename implements Transactions.Attempt<Boolean> {
    private final InboxRows rows;
    private final User member;
    private final MemberSlot side;
    private final Move move;

    /**
     * @param rows under the new names
     * @param standing as in {@link Move#Move}
     */
    Rename(InboxRows rows, User member, Map<String, Item> standing) {
        this.rows = rows;
        this.member = member;
        this.side = rows.lower().member().equals(member) ? MemberSlot.LOWER : MemberSlot.HIGHER;
        this.move = new Move(rows, standing).thatMoves(side.other());
    }

    @Override
    public String name() {
        return "rename a group's member";
    }

    @Override
    public void addTo(Writes writes) {
        Map<String, AttributeValue> values = Map.of(
                ":name", Keys.string(member.displayName()),
                ":handle", Keys.string(member.handle()),
                ":member", Keys.string(member.uuid().toString()),
                ":newestAt", Keys.string(rows.newestAt().text()));
        writes.update(
                WriteRole.HEAD,
                Keys.head(rows.group()),
                "SET " + side.displayName() + " = :name, " + side.handle() + " = :handle",
                side.uuid() + " = :member AND " + Keys.MESSAGE_CREATED_AT + " = :newestAt",
                values);
        move.addTo(writes);
    }

    @Override
    public Boolean written() {
        return true;
    }

    @Override
    public void maybeWritten() {
        move.maybeWritten();
    }

    @Override
    public Optional<Boolean> cancelled(Cancellation cancellation) {
        Optional<Boolean> moved = move.cancelled(cancellation);
        return moved.isEmpty() && cancellation.failed(WriteRole.HEAD) ? Optional.of(false) : moved;
    }
}
