package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A run of a few users on a table, in which a seed decides the operations and the faults. Posts, renames, repairs and handlers of the
 * stream go on in turns, a call at a time: so several are at work at once, and a handler that was given up for lost goes on much
 * later. The seed does not decide how far rows that want one place part, nor how long a write waits before a retry.
 */
final class FaultSchedule {
    private static final int OPERATIONS = 200;
    private static final int MOST_TO_DRAIN = 100_000;
    private static final List<Integer> PACES = List.of(0, 1, 1_000);

    private final SplittableRandom random;
    private final SteppedClock clock = new SteppedClock();
    private final PendingRecords stream;
    private final HalfVisible halfVisible;
    private final Workers workers;
    private final Notes notes;
    private final Ledger ledger;
    private final CallFaults faults;
    private final List<User> users;
    private final ScheduledWork work;
    private final int pace;
    private boolean calm;

    FaultSchedule(long seed, DynamoDbClient local, String table, PlantedMistake planted) {
        random = new SplittableRandom(seed);
        stream = new PendingRecords(random);
        halfVisible = new HalfVisible(local, table, random, stream);
        workers = new Workers(random, halfVisible::step);
        notes = new Notes(local, table);
        pace = PACES.get(random.nextInt(PACES.size()));
        ledger = new Ledger(local, table);
        faults = new CallFaults(random, workers, stream, halfVisible, ledger, planted);
        Instances instances = new Instances(
                new ScriptedClient(local, faults),
                table,
                clock,
                () -> new UUID(random.nextLong(), random.nextLong()),
                planted);
        users = Stream.of("A", "B", "C", "D").map(instances::user).toList();
        work = new ScheduledWork(random, workers, stream, halfVisible, faults, ledger, notes, instances, users);
    }

    void run() {
        try (workers) {
            int left = OPERATIONS;
            while (left > 0) {
                workers.step();
                if (mayStart() && random.nextInt(3) == 0) {
                    clock.move(random.nextInt(pace + 1));
                    operate();
                    left--;
                } else {
                    workers.goOnAny();
                }
                if (calm && hasDrained()) {
                    assertAtNewest();
                    calm = false;
                }
            }
            drain();
        }
    }

    /** Now and then nobody posts until the stream has drained. */
    private void operate() {
        calm |= random.nextInt(20) == 0;
        if (calm) {
            work.deliver();
        } else {
            work.startAny();
        }
    }

    private boolean mayStart() {
        return workers.mayStart() && !(calm && stream.isEmpty() && halfVisible.isEmpty());
    }

    /** Zombies may still go on. */
    private boolean hasDrained() {
        return stream.isEmpty() && halfVisible.isEmpty() && workers.all(it -> it.zombie);
    }

    /** Zombies go on after all records were handled, and leave everything as it is. */
    private void drain() {
        workers.finish(workers.atWork().stream().filter(it -> !it.zombie).toList());
        faults.stop();
        halfVisible.showAll();
        handleAll();
        assertAtNewest();
        work.settle();
        handleAll();
        ledger.assertDrained();
        assertAtNewest();
        work.assertSaid();
        workers.finish(workers.atWork());
        ledger.assertDrained();
    }

    private void handleAll() {
        for (int i = 0; !stream.isEmpty(); i++) {
            assertThat(i).describedAs("batches of the drain").isLessThan(MOST_TO_DRAIN);
            work.handle(Worker.handling(stream.nextBatch()));
        }
    }

    private void assertAtNewest() {
        ledger.assertAtNewest();
        users.forEach(it -> notes.assertKept(it.uuid()));
    }
}
