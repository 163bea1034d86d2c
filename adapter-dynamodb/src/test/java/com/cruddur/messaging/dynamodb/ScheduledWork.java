package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Worker.Task;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import com.cruddur.messaging.port.StorageException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/** The operations of a schedule: posts, renames, marks of reading, repairs and batches of the stream's records. */
final class ScheduledWork {
    private final SplittableRandom random;
    private final Workers workers;
    private final PendingRecords stream;
    private final HalfVisible halfVisible;
    private final CallFaults faults;
    private final Ledger ledger;
    private final Notes notes;
    private final Instances instances;
    private final PlantedMistake planted;
    private final List<User> users;
    private final Posts posts;

    ScheduledWork(
            SplittableRandom random,
            Workers workers,
            PendingRecords stream,
            HalfVisible halfVisible,
            CallFaults faults,
            Ledger ledger,
            Notes notes,
            Instances instances,
            List<User> users) {
        this.random = random;
        this.workers = workers;
        this.stream = stream;
        this.halfVisible = halfVisible;
        this.faults = faults;
        this.ledger = ledger;
        this.notes = notes;
        this.instances = instances;
        this.planted = instances.planted();
        this.users = users;
        this.posts = new Posts(random, users);
    }

    /** Starts an operation that writes something new, or only reads. */
    void startAny() {
        switch (random.nextInt(30)) {
            case 0, 1 -> say(posts.byHandle(), random.nextInt(50));
            case 2, 3 -> posts.again().ifPresent(it -> say(it, 0));
            case 4, 5 -> ledger.assertInbox(anyUser().uuid(), 1 + random.nextInt(4));
            case 6, 7, 8, 9, 10, 11, 12, 13 -> say(posts.inGroup(), random.nextInt(50));
            case 14, 15, 16, 17 -> rename(anyUser());
            case 18, 19 -> note(anyUser());
            case 20 -> startRepair();
            case 21, 22, 23 -> ledger.anyMark(random).ifPresent(this::mark);
            default -> deliver();
        }
    }

    /** A repair would mend much of a planted mistake before it is seen. */
    private void startRepair() {
        if (planted == PlantedMistake.NONE) {
            workers.start(Worker.repairing(), this::repair);
        } else {
            rename(anyUser());
        }
    }

    private void say(Post post, int microsBehind) {
        Set<UUID> people = Set.of(post.sender().uuid(), post.receiver().uuid());
        workers.start(Worker.posting(people), () -> instances.isAnswered(post, microsBehind));
    }

    private void mark(MarkOfReading mark) {
        workers.start(Worker.marking(), () -> {
            if (instances.isMarked(mark, this::awaitTransactions)) {
                ledger.assertMarked(mark);
            }
        });
    }

    /** Not while a worker knows the user under the old names, and may bring them back. */
    private void rename(User user) {
        if (workers.all(it -> !it.people.contains(user.uuid()))) {
            Worker worker = Worker.renaming(user.uuid());
            User renamed = newlyNamed(user);
            workers.start(worker, () -> {
                if (instances.isRenamed(renamed, this::awaitTransactions)) {
                    ledger.assertNamed(renamed, worker.passes > 1 ? worker.missed : Set.of());
                }
            });
        }
    }

    private User newlyNamed(User user) {
        ledger.mayHaveAnyName(user);
        return instances.rename(user);
    }

    /** Not while a worker moves rows, which it may have read without the note. */
    private void note(User user) {
        if (halfVisible.isEmpty() && workers.all(it -> it.task == Task.POST)) {
            notes.write(user.uuid());
        }
    }

    /** A repair that a fault has stopped finds nothing. Only rows that are yet to move are findings. */
    private void repair() {
        List<Finding> found = Collections.synchronizedList(new ArrayList<>());
        TableRepair repair = instances.repair(this::awaitTransactions);
        try {
            switch (random.nextInt(4)) {
                case 0 -> repair.verify(found::add, seen -> {});
                case 1 -> repair.adopt(instances.people()::byUuid, found::add, seen -> {});
                default -> repair.rebuild(instances.people()::byUuid, found::add, seen -> {});
            }
        } catch (StorageException stopped) {
            return;
        }
        assertThat(found).describedAs("findings").allMatch(it -> it.kind() == Finding.Kind.ROWS_BEHIND);
    }

    /** Between two looks of a repair, and two passes of a rename, every transaction that is half visible now comes to its end. */
    private void awaitTransactions() {
        Set<HalfVisible.Hidden> now = halfVisible.hidden();
        while (!Collections.disjoint(now, halfVisible.hidden())) {
            workers.pause();
        }
    }

    void deliver() {
        Worker worker = Worker.handling(stream.nextBatch());
        workers.start(worker, () -> handle(worker));
    }

    /** Delivers the groups that failed again, the whole batch of a handler that crashed, and some batches for no reason at all. */
    void handle(Worker worker) {
        Set<UUID> changed = new LinkedHashSet<>();
        worker.batch.forEach(it -> changedGroup(it).ifPresent(changed::add));
        Set<UUID> failed = instances.inboxes().refreshAll(changed).keySet();
        boolean all = worker.crashed || !faults.haveStopped() && random.nextInt(8) == 0;
        if (!worker.zombie) {
            stream.again(worker.batch.stream()
                    .filter(it ->
                            all || changedGroup(it).filter(failed::contains).isPresent())
                    .toList());
        }
    }

    private Optional<UUID> changedGroup(ChangeRecord record) {
        return planted == PlantedMistake.TRIGGERED_BY_MESSAGES
                ? Optional.ofNullable(record.pk())
                        .filter(it -> it.startsWith("MSG#"))
                        .map(it -> UUID.fromString(it.substring("MSG#".length())))
                : record.changedGroup();
    }

    /** Repeats every post under a key and renames every user, without faults. */
    void settle() {
        posts.withKey().forEach(it -> assertThat(instances.isAnswered(it, 0)).isTrue());
        for (User user : users) {
            User renamed = newlyNamed(user);
            assertThat(instances.isRenamed(renamed, () -> {})).isTrue();
            ledger.assertNamed(renamed, Set.of());
        }
    }

    void assertSaid() {
        ledger.assertSaid(posts.all());
    }

    private User anyUser() {
        return users.get(random.nextInt(users.size()));
    }
}
