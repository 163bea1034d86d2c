package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.dynamodb.table.Item;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Why a transaction was cancelled. Nothing of it was written.
 *
 * @param others of the writes that are no parts
 */
record Cancellation(Map<WriteRole, CancellationReason> reasons, List<CancellationReason> others) {
    private static final String CONDITION = "ConditionalCheckFailed";
    private static final Set<String> CONFLICT = Set.of("TransactionConflict");
    private static final Set<String> THROTTLED = Set.of("ThrottlingError", "ProvisionedThroughputExceeded");

    /** @param reasons of the parts in their order, and of what comes after them, as DynamoDB gives them */
    static Cancellation of(Set<WriteRole> parts, List<CancellationReason> reasons) {
        Map<WriteRole, CancellationReason> byPart = new EnumMap<>(WriteRole.class);
        int index = 0;
        for (WriteRole part : parts) {
            byPart.put(part, reasons.get(index++));
        }
        return new Cancellation(byPart, reasons.subList(parts.size(), reasons.size()));
    }

    boolean failed(WriteRole part) {
        return reasons.containsKey(part) && CONDITION.equals(reasons.get(part).code());
    }

    /** The item that is there, where the part's condition failed because of it. */
    Optional<Item> found(WriteRole part) {
        return Optional.of(part)
                .filter(this::failed)
                .map(reasons::get)
                .filter(it -> it.hasItem() && !it.item().isEmpty())
                .map(it -> new Item(it.item()));
    }

    /** Whether the same may well succeed in a moment: another transaction was under way, or there were too many. */
    boolean passing() {
        return has(CONFLICT) || throttled();
    }

    boolean throttled() {
        return has(THROTTLED);
    }

    private boolean has(Set<String> codes) {
        return Stream.concat(reasons.values().stream(), others.stream()).anyMatch(it -> codes.contains(it.code()));
    }
}
