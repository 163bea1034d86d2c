package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.dynamodb.write.InboxRows;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/** Handlers with the faults that the reference system has, each with a number, which the simulation must see. */
enum Mutant {
    // Its last paragraph: the reference's handler, and the faults that are left with one mended after the other. More
    // of them
    // end wrong here than there: here groups meet at one instant, zombies go on, and up to three handlers work at once.
    REFERENCE("79 %", (batch, calls) -> byIndex(startingWithMessage(batch), calls, Move.DELETE_THEN_PUT)),
    ALL_RECORDS("60 %", (batch, calls) -> byIndex(batch, calls, Move.DELETE_THEN_PUT)),
    AND_ATOMIC_MOVE("30 %", (batch, calls) -> byIndex(batch, calls, Move.ATOMIC)),
    AND_RECENCY_GUARD("5 %", (batch, calls) -> byIndex(batch, calls, Move.ATOMIC_IF_NEWER)),

    // Each fault on its own, planted in our handler or in the store's move.
    FIRST_RECORD_ONLY_9("", (batch, calls) -> Handler.OURS.handle(batch.subList(0, 1), calls)),
    LEADING_REMOVE_SKIPS_9(
            "", (batch, calls) -> batch.get(0).isRemove() ? List.of() : Handler.OURS.handle(batch, calls)),
    TRUSTS_THE_RECORD_10("", Mutant::toTheRecord),
    TRIES_ONCE_10("", (batch, calls) -> {
        SimulatedGroups groups = new SimulatedGroups(calls);
        messages(batch)
                .forEach(it ->
                        groups.rows(it.group()).filter(InboxRows::areBehind).ifPresent(groups::move));
        return List.of();
    }),
    MOVES_IN_STEPS_10(
            "",
            (batch, calls) -> Handler.refreshed(batch, new SimulatedGroups(calls) {
                @Override
                Collection<Key> write(List<Write> transaction) {
                    return transaction.stream()
                            .flatMap(it -> calls.call("write", it, table -> table.write(List.of(it))).stream())
                            .toList();
                }
            })),
    DISPLACED_MOVES_BACK_10(
            "",
            (batch, calls) -> Handler.refreshed(batch, new SimulatedGroups(calls) {
                @Override
                long place(Item.Row row, long messageAt) {
                    return messageAt;
                }
            })),
    NO_FENCE_10("", (batch, calls) -> withWrites(batch, calls, Write::unconditionally)),
    SEVEN_ATTRIBUTES_13("", (batch, calls) -> withWrites(batch, calls, Mutant::withSevenAttributes)),
    ONE_INSTANT_OVERWRITES_3(
            "",
            (batch, calls) -> withWrites(
                    batch, calls, it -> it.item().orElse(null) instanceof Item.Row ? it.unconditionally() : it));

    private enum Move {
        DELETE_THEN_PUT,
        ATOMIC,
        ATOMIC_IF_NEWER
    }

    /** The share of schedules that end wrong in an earlier simulation of the reference system, where there is one. */
    final String figure;

    final Handler handler;

    Mutant(String figure, Handler handler) {
        this.figure = figure;
        this.handler = handler;
    }

    private static List<Change> startingWithMessage(List<Change> batch) {
        return batch.get(0).isRemove() ? List.of() : batch.subList(0, 1);
    }

    private static Collection<Change> byIndex(List<Change> batch, Calls calls, Move move) {
        for (Change message : messages(batch)) {
            calls.call("query index", message, table -> table.queryIndex(message.group()))
                    .forEach(row -> moveRow(row, message, calls, move));
        }
        return List.of();
    }

    private static List<Change> messages(List<Change> batch) {
        return batch.stream().filter(it -> !it.isRemove()).toList();
    }

    private static void moveRow(Item.Row row, Change message, Calls calls, Move move) {
        long at = message.key().time();
        Write delete = Write.delete(row.key(), old -> true);
        Write put = Write.put(row.movedTo(at, at, message.text()), old -> true);
        if (move == Move.DELETE_THEN_PUT) {
            calls.call("write", delete, table -> table.write(List.of(delete)));
            calls.call("write", put, table -> table.write(List.of(put)));
        } else if (move == Move.ATOMIC && row.key().time() != at || row.key().time() < at) {
            List<Write> transaction = List.of(delete, put);
            calls.call("transaction", transaction, table -> table.write(transaction));
        }
    }

    /** Fenced and atomic, but to the record's message instead of the newest. */
    private static Collection<Change> toTheRecord(List<Change> batch, Calls calls) {
        SimulatedGroups groups = new SimulatedGroups(calls);
        for (Change message : messages(batch)) {
            groups.rows(message.group())
                    .ifPresent(it -> groups.move(new InboxRows(
                            it.group(),
                            it.lower(),
                            it.higher(),
                            it.standAt(),
                            SimulatedGroups.time(message.key().time()),
                            message.text(),
                            null)));
        }
        return List.of();
    }

    private static Collection<Change> withWrites(List<Change> batch, Calls calls, UnaryOperator<Write> changed) {
        return Handler.refreshed(batch, new SimulatedGroups(calls) {
            @Override
            Collection<Key> write(List<Write> transaction) {
                return super.write(transaction.stream().map(changed).toList());
            }
        });
    }

    private static Write withSevenAttributes(Write write) {
        return write.item().orElse(null) instanceof Item.Row row
                ? Write.put(row.withSevenAttributes(), write.condition())
                : write;
    }
}
