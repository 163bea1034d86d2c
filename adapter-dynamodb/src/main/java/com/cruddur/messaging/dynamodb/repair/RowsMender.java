package com.cruddur.messaging.dynamodb.repair;

import static com.cruddur.messaging.dynamodb.table.Keys.string;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.ShownMessage;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.dynamodb.write.FencedWrite;
import com.cruddur.messaging.dynamodb.write.Place;
import com.cruddur.messaging.dynamodb.write.RowsFence;
import com.cruddur.messaging.dynamodb.write.Transactions;
import com.cruddur.messaging.dynamodb.write.WriteRole;
import com.cruddur.messaging.dynamodb.write.Writes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives each member of a group one row, and puts it on record where the rows stand: just behind the newest message, so that a
 * move then writes both anew. Of several rows of a member the last one stays, so that no row moves to an earlier place.
 */
final class RowsMender {
    private static final int ROUNDS = 20;
    private static final String MEND = "mend a group's rows";

    private final BulkReads reads;
    private final Transactions transactions;

    RowsMender(BulkReads reads, Transactions transactions) {
        this.reads = reads;
        this.transactions = transactions;
    }

    void mend(MessageGroup group) {
        for (int round = 0; round < ROUNDS; round++) {
            // At one moment, and after every move that is half visible: a row that such a move hides would look lost.
            GroupItems items =
                    new GroupItems(group.uuid(), transactions.settled(MEND, GroupItems.firstKeys(group.uuid())));
            // After the rows item: a move meanwhile changes it.
            Map<MemberSlot, List<Item>> rows = new EnumMap<>(MemberSlot.class);
            for (MemberSlot side : MemberSlot.values()) {
                rows.put(
                        side,
                        reads.rows(Keys.inbox(side.member(group)), group.uuid().toString()));
            }
            if (!isOnRecord(items, rows)) {
                record(items, rows, round);
            } else if (!areAlone(rows)) {
                removeOthers(items, rows);
            } else {
                return;
            }
        }
    }

    private static boolean areAlone(Map<MemberSlot, List<Item>> rows) {
        return rows.values().stream().allMatch(it -> it.size() == 1);
    }

    private static List<Item> of(MemberSlot side, Map<MemberSlot, List<Item>> rows) {
        return rows.getOrDefault(side, List.of());
    }

    private static Optional<Item> last(List<Item> rows) {
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }

    /** Whether the record names the last row of each member, and these rows can show the message that it stands at. */
    private static boolean isOnRecord(GroupItems items, Map<MemberSlot, List<Item>> rows) {
        if (items.rows().isEmpty()) {
            return false;
        }
        Item record = items.rows().get();
        Item head = items.head().orElseThrow();
        boolean behind = record.time(Keys.MESSAGE_CREATED_AT).isBefore(head.time(Keys.MESSAGE_CREATED_AT));
        boolean level = record.time(Keys.MESSAGE_CREATED_AT).equals(head.time(Keys.MESSAGE_CREATED_AT));
        return rows.entrySet().stream()
                .allMatch(of -> last(of.getValue())
                        .filter(row ->
                                row.text(Keys.SK).equals(record.text(of.getKey().place())))
                        .filter(row -> behind || (level && items.isShownBy(row, of.getKey())))
                        .isPresent());
    }

    private void record(GroupItems items, Map<MemberSlot, List<Item>> rows, int round) {
        Item head = items.head().orElseThrow();
        MessageGroup group = items.group();
        Instant newestAt = head.time(Keys.MESSAGE_CREATED_AT);
        Map<MemberSlot, String> places = new EnumMap<>(MemberSlot.class);
        Map<MemberSlot, Horizon> horizons = new EnumMap<>(MemberSlot.class);
        Map<MemberSlot, Map<String, AttributeValue>> lost = new EnumMap<>(MemberSlot.class);
        for (MemberSlot side : MemberSlot.values()) {
            Optional<Item> standing = last(of(side, rows));
            String place = standing.map(it -> it.text(Keys.SK))
                    .orElseGet(() -> Place.at(newestAt, round).text());
            places.put(side, place);
            // A rows item that was lost is made anew from the rows.
            Horizon horizon = items.rows()
                    .map(it -> Horizon.of(side, it))
                    .or(() -> standing.map(Horizon::of))
                    .orElse(Horizon.NONE);
            horizons.put(side, horizon);
            if (standing.isEmpty()) {
                lost.put(
                        side,
                        Items.row(
                                group.uuid(),
                                side.member(group),
                                side.other().user(head),
                                ShownMessage.newestOf(head, side),
                                horizon,
                                place));
            }
        }
        Map<String, AttributeValue> record =
                Items.rows(group.uuid(), places, horizons, TimeText.of(newestAt.minus(1, ChronoUnit.MICROS)));
        write(writes -> {
            items.rows()
                    .ifPresentOrElse(
                            it -> {
                                RowsFence fence = RowsFence.of(it);
                                writes.put(WriteRole.ROWS, record, fence.condition(), fence.values());
                            },
                            () -> writes.putNew(WriteRole.ROWS, record));
            lost.forEach((side, row) -> writes.putNew(WriteRole.row(side), row));
        });
    }

    /** One at a time. Attributes that other programs added to it go to the row that stays, unless that row has them. */
    private void removeOthers(GroupItems items, Map<MemberSlot, List<Item>> rows) {
        MemberSlot side = of(MemberSlot.LOWER, rows).size() > 1 ? MemberSlot.LOWER : MemberSlot.HIGHER;
        Item other = of(side, rows).get(0);
        Item staying = last(of(side, rows)).orElseThrow();
        Map<String, AttributeValue> merged = new HashMap<>(other.attributes());
        merged.putAll(staying.attributes());
        Item record = items.rows().orElseThrow();
        merged.putAll(Horizon.of(side, record).attributes());
        RowsFence fence = RowsFence.of(record);
        Map<String, AttributeValue> ofThisGroup =
                Map.of(":group", string(items.uuid().toString()));
        write(writes -> {
            writes.put(WriteRole.ROWS, record.attributes(), fence.condition(), fence.values());
            writes.put(WriteRole.row(side), merged, Keys.IS_ROW_OF_GROUP, ofThisGroup);
            writes.delete(WriteRole.oldRow(side), other.key(), Keys.IS_ROW_OF_GROUP, ofThisGroup);
        });
    }

    private void write(Consumer<Writes> writes) {
        transactions.write(new FencedWrite(MEND, writes));
    }
}
