package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Items;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.ShownMessage;
import com.cruddur.messaging.dynamodb.table.TimeText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A group without a head, with the facts that its rows and messages tell.
 *
 * @param users the two members, once they are found
 * @param rows the last row of each member, of those that have one
 * @param record where its rows stand, if a rows item says so
 * @param said its messages; where it has none, what its latest row shows counts as the newest
 */
record UnadoptedGroup(
        MessageGroup group,
        Map<MemberSlot, User> users,
        Map<MemberSlot, Item> rows,
        Optional<Item> record,
        MessageHistory said) {
    /**
     * Empty where nothing tells the two members.
     *
     * @param named the group as its pair item names it
     * @param row one of its rows: a row tells both members: its owner, and the user that it shows
     */
    static Optional<UnadoptedGroup> find(
            BulkReads reads, UUID group, Optional<MessageGroup> named, Optional<Item> row) {
        MessageHistory said = MessageHistory.read(reads, group);
        Optional<Item> record = reads.get(Keys.rows(group));
        return named.or(() -> members(group, row, said))
                .map(it -> new UnadoptedGroup(
                        it, new EnumMap<>(MemberSlot.class), rows(reads, it, row, said), record, said));
    }

    /** Whether nothing is left of it. */
    boolean isEmpty() {
        return said.newest().isEmpty() && rows.isEmpty();
    }

    private static Optional<MessageGroup> members(UUID group, Optional<Item> row, MessageHistory said) {
        if (row.isEmpty()) {
            Iterator<UUID> senders = said.senders().keySet().iterator();
            return said.senders().size() == 2
                    ? Optional.of(MessageGroup.of(group, senders.next(), senders.next()))
                    : Optional.empty();
        }
        UUID owner = row.get().owner();
        UUID other = row.get().uuid(Keys.USER_UUID);
        return owner.equals(other) ? Optional.empty() : Optional.of(MessageGroup.of(group, owner, other));
    }

    /**
     * The reference's rows mostly have the same place in both inboxes, that of the newest message. Only where they have not are the
     * inboxes searched: a row that stands elsewhere need not be its member's last, and the last one would be in a move's way.
     */
    private static Map<MemberSlot, Item> rows(
            BulkReads reads, MessageGroup group, Optional<Item> row, MessageHistory said) {
        Map<MemberSlot, Item> rows = new EnumMap<>(MemberSlot.class);
        row.filter(it -> group.includes(it.owner()))
                .filter(it -> said.newest()
                        .filter(newest -> newest.time(Keys.SK).equals(at(it)))
                        .isPresent())
                .ifPresent(it -> {
                    MemberSlot side = MemberSlot.of(group, it.owner());
                    reads.get(Keys.row(side.other().member(group), it.text(Keys.SK)))
                            .filter(other ->
                                    other.find(Keys.MESSAGE_GROUP_UUID).equals(it.find(Keys.MESSAGE_GROUP_UUID)))
                            .ifPresent(other -> rows.putAll(Map.of(side, it, side.other(), other)));
                });
        if (rows.isEmpty()) {
            for (MemberSlot side : MemberSlot.values()) {
                List<Item> all =
                        reads.rows(Keys.inbox(side.member(group)), group.uuid().toString());
                if (!all.isEmpty()) {
                    rows.put(side, all.get(all.size() - 1));
                }
            }
        }
        return rows;
    }

    /**
     * Whether the names of both members are known.
     *
     * @param directory is asked last
     */
    boolean findUsers(Function<UUID, Optional<User>> directory) {
        for (MemberSlot side : MemberSlot.values()) {
            UUID member = side.member(group);
            Optional.ofNullable(rows.get(side.other()))
                    .map(Item::user)
                    .filter(it -> it.uuid().equals(member))
                    .or(() -> Optional.ofNullable(said.senders().get(member)))
                    .or(() -> directory.apply(member))
                    .ifPresent(it -> users.put(side, it));
        }
        return users.size() == MemberSlot.values().length;
    }

    private Item newest() {
        return said.newest()
                .orElseGet(() -> rows.values().stream()
                        .reduce((one, another) -> at(one).isBefore(at(another)) ? another : one)
                        .orElseThrow());
    }

    private static Instant at(Item row) {
        return Items.inboxEntry(row).lastMessageAt();
    }

    Instant newestAt() {
        return newest().time(Keys.SK);
    }

    void addTo(Writes writes, int round) {
        Map<MemberSlot, String> places = new EnumMap<>(MemberSlot.class);
        for (MemberSlot side : MemberSlot.values()) {
            Item standing = rows.get(side);
            String place = standing == null ? Place.at(newestAt(), round).text() : standing.text(Keys.SK);
            places.put(side, place);
            if (standing == null) {
                writes.putNew(WriteRole.row(side), row(side, place));
            }
        }
        writes.putNew(WriteRole.HEAD, head());
        Map<String, AttributeValue> rowsItem = Items.rows(
                group.uuid(), places, Map.of(MemberSlot.LOWER, horizon(), MemberSlot.HIGHER, horizon()), standAt());
        record.map(RowsFence::of)
                .ifPresentOrElse(
                        it -> writes.put(WriteRole.ROWS, rowsItem, it.condition(), it.values()),
                        () -> writes.putNew(WriteRole.ROWS, rowsItem));
    }

    /** The counts begin with this: all that there is counts as read. */
    private Horizon horizon() {
        return Horizon.at(headTime(), 0);
    }

    private Map<String, AttributeValue> row(MemberSlot side, String place) {
        return Items.row(
                group.uuid(),
                side.member(group),
                requireNonNull(users.get(side.other())),
                new ShownMessage(newest().text(Keys.MESSAGE), headTime(), sender(), 0),
                horizon(),
                place);
    }

    /** Just before the newest message, unless both rows show it, with no count from a head that was lost: then they are moved. */
    private String standAt() {
        boolean show = rows.values().stream()
                .allMatch(it -> at(it).equals(newestAt())
                        && it.text(Keys.MESSAGE).equals(newest().text(Keys.MESSAGE))
                        && !it.attributes().containsKey(Keys.RECEIVED));
        return show ? headTime() : TimeText.of(newestAt().minus(1, ChronoUnit.MICROS));
    }

    private Map<String, AttributeValue> head() {
        Map<String, AttributeValue> head = new HashMap<>(Keys.head(group.uuid()));
        users.forEach((side, user) -> head.putAll(side.attributes(user)));
        head.put(Keys.MESSAGE, newest().attributes().get(Keys.MESSAGE));
        said.newest()
                .ifPresent(it -> head.put(Keys.MESSAGE_UUID, it.attributes().get(Keys.MESSAGE_UUID)));
        Optional.ofNullable(sender())
                .filter(group::includes)
                .ifPresent(it -> head.put(Keys.SENDER, MemberSlot.of(group, it).value()));
        head.put(Keys.MESSAGE_CREATED_AT, Keys.string(headTime()));
        return head;
    }

    private @Nullable UUID sender() {
        return said.newest().map(it -> it.uuid(Keys.USER_UUID)).orElse(null);
    }

    private String headTime() {
        return said.newest().isPresent() ? said.headTime() : TimeText.ours(newest().text(Keys.SK));
    }
}
