package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A run of a few users on a table, in which a seed decides what they do and what goes wrong. Posts, renames and handlers of the stream
 * go on in turns, a call at a time: so several are at work at once, and a handler that was given up for lost goes on much
 * later. Only how far rows that want one place part, and how long a write waits to be tried again, is not the seed's.
 */
final class FaultSchedule {
    private static final int OPERATIONS = 200;
    private static final int LONGEST_STALL = 100;
    private static final int STALLS_ONE_IN = 40;
    /** Its two reads and its write are three calls, between which posts and moves have to come. */
    private static final int RENAME_STALLS_ONE_IN = 6;

    private static final int MOST_AT_ONCE = 4;
    private static final int MOST_TO_DRAIN = 100_000;
    private static final List<Integer> PACES = List.of(0, 1, 1_000);
    private static final List<Kind> BEFORE_A_WRITE =
            List.of(Kind.CONFLICT, Kind.THROTTLED_IN_TRANSACTION, Kind.THROTTLED, Kind.REQUEST_LOST, Kind.SERVER_ERROR);
    private static final List<Kind> BEFORE_A_READ = List.of(Kind.THROTTLED, Kind.REQUEST_LOST, Kind.SERVER_ERROR);
    private static final List<Kind> AFTER_A_WRITE =
            List.of(Kind.ANSWER_LOST, Kind.THROTTLED_AFTERWARDS, Kind.IN_PROGRESS_AFTERWARDS);
    private static final List<Kind> AFTER_A_READ = List.of(Kind.ANSWER_LOST, Kind.THROTTLED_AFTERWARDS);

    private final SplittableRandom random;
    private final SteppedClock clock = new SteppedClock();
    private final List<Worker> workers = new ArrayList<>();
    private final PendingRecords stream;
    private final HalfVisible halfVisible;
    private final Notes notes;
    private final PlantedMistake planted;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Ledger ledger;
    private final Instances instances;
    private final List<User> users;
    private final Posts posts;
    private final int pace;
    private Worker current;
    private int step;
    private boolean calm;
    private boolean quiet;
    private Optional<HalfVisible.Hidden> hiding = Optional.empty();

    FaultSchedule(long seed, DynamoDbClient local, String table, PlantedMistake planted) {
        this.planted = planted;
        random = new SplittableRandom(seed);
        stream = new PendingRecords(random);
        halfVisible = new HalfVisible(local, table, random, stream);
        notes = new Notes(local, table);
        pace = any(PACES);
        ledger = new Ledger(local, table);
        instances = new Instances(
                new ScriptedClient(local, this::before, this::after, new Faulty()),
                table,
                clock,
                () -> new UUID(random.nextLong(), random.nextLong()),
                planted);
        users = Stream.of("A", "B", "C", "D").map(instances::user).toList();
        posts = new Posts(random, users);
    }

    void run() {
        try {
            for (int left = OPERATIONS; left > 0; step++) {
                halfVisible.step();
                if (mayStart() && random.nextInt(3) == 0) {
                    clock.move(random.nextInt(pace + 1));
                    operate();
                    left--;
                } else if (!workers.isEmpty()) {
                    goOn(any(workers));
                }
                if (calm && hasDrained()) {
                    assertAtNewest();
                    calm = false;
                }
            }
            drain();
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean mayStart() {
        return workers.size() < MOST_AT_ONCE && !(calm && stream.isEmpty() && halfVisible.isEmpty());
    }

    /** Zombies may still go on. */
    private boolean hasDrained() {
        return stream.isEmpty() && halfVisible.isEmpty() && workers.stream().allMatch(it -> it.zombie);
    }

    /** Zombies go on after everything was dealt with, and leave it as it is. */
    private void drain() {
        finish(workers.stream().filter(it -> !it.zombie).toList());
        quiet = true;
        halfVisible.showAll();
        posts.withKey().forEach(it -> assertThat(instances.isAnswered(it, 0)).isTrue());
        users.forEach(it -> assertThat(isRenamed(newlyNamed(it))).isTrue());
        for (int i = 0; !stream.isEmpty(); i++) {
            assertThat(i).describedAs("batches of the drain").isLessThan(MOST_TO_DRAIN);
            handle(Worker.handling(stream.nextBatch()));
        }
        ledger.assertDrained();
        assertAtNewest();
        ledger.assertSaid(posts.all());
        finish(List.copyOf(workers));
        ledger.assertDrained();
    }

    private void assertAtNewest() {
        ledger.assertAtNewest();
        users.forEach(it -> notes.assertKept(it.uuid()));
    }

    private void finish(List<Worker> all) {
        for (Worker worker : all) {
            while (workers.contains(worker)) {
                worker.stalledUntil = 0;
                halfVisible.step();
                goOn(worker);
            }
        }
    }

    private void goOn(Worker worker) {
        if (worker.stalledUntil > step) {
            return;
        }
        current = worker;
        worker.actor.goOn();
        if (worker.actor.hasEnded()) {
            workers.remove(worker);
        }
    }

    private void start(Worker worker, Runnable work) {
        worker.actor = new Actor(threads, work);
        workers.add(worker);
        goOn(worker);
    }

    /** Now and then nobody posts until the stream has drained. */
    private void operate() {
        calm |= random.nextInt(20) == 0;
        if (calm) {
            deliver();
            return;
        }
        switch (random.nextInt(15)) {
            case 0 -> say(posts.byHandle(), random.nextInt(50));
            case 1 -> posts.again().ifPresent(it -> say(it, 0));
            case 2 -> ledger.assertInbox(any(users).uuid(), 1 + random.nextInt(4));
            case 3, 4, 5, 6 -> say(posts.inGroup(), random.nextInt(50));
            case 7, 9 -> rename(any(users));
            case 8 -> note(any(users));
            default -> deliver();
        }
    }

    private void say(Post post, int microsBehind) {
        Set<UUID> people = Set.of(post.sender().uuid(), post.receiver().uuid());
        start(Worker.knowing(people), () -> instances.isAnswered(post, microsBehind));
    }

    /** Not while somebody is at work who knows the user under the old names, and may bring them back. */
    private void rename(User user) {
        if (workers.stream().noneMatch(it -> it.people.contains(user.uuid()))) {
            User renamed = newlyNamed(user);
            start(Worker.knowing(Set.of(user.uuid())), () -> isRenamed(renamed));
        }
    }

    /** Not while somebody moves rows, who may have read them without it. */
    private void note(User user) {
        if (halfVisible.isEmpty() && workers.stream().allMatch(Worker::isPost)) {
            notes.write(user.uuid());
        }
    }

    private User newlyNamed(User user) {
        ledger.mayHaveAnyName(user);
        return instances.rename(user);
    }

    private boolean isRenamed(User renamed) {
        boolean done = instances.isRenamed(renamed);
        if (done) {
            ledger.assertNamed(renamed);
        }
        return done;
    }

    private void deliver() {
        Worker worker = Worker.handling(stream.nextBatch());
        start(worker, () -> handle(worker));
    }

    /** What fails is delivered again, and so is the whole batch of one that crashed, and some for no reason at all. */
    private void handle(Worker worker) {
        Set<UUID> changed = new LinkedHashSet<>();
        worker.batch.forEach(it -> changedGroup(it).ifPresent(changed::add));
        Set<UUID> failed = instances.inboxes().refreshAll(changed).keySet();
        boolean all = worker.crashed || !quiet && random.nextInt(8) == 0;
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

    private void before(DynamoDbRequest request) {
        Actor.current().ifPresent(Actor::pause);
        if (quiet) {
            return;
        }
        Worker worker = current;
        if (random.nextInt(worker.isRename() ? RENAME_STALLS_ONE_IN : STALLS_ONE_IN) == 0) {
            stall(worker);
        }
        worker.crashed |= random.nextInt(60) == 0;
        if (worker.crashed) {
            throw Failures.of(Kind.REQUEST_LOST, request);
        }
        if (random.nextInt(15) == 0) {
            boolean write = request instanceof TransactWriteItemsRequest;
            throw Failures.of(any(write ? BEFORE_A_WRITE : BEFORE_A_READ), request);
        }
        halfVisible.check(request);
        boolean hides = request instanceof TransactWriteItemsRequest && random.nextInt(3) == 0;
        hiding = hides ? Optional.of(halfVisible.oneOf((TransactWriteItemsRequest) request)) : Optional.empty();
    }

    /** Stands still before its call; a handler may be given up for lost meanwhile, and its records delivered to others. */
    private void stall(Worker worker) {
        worker.stalledUntil = step + random.nextInt(LONGEST_STALL);
        if (!worker.zombie && !worker.batch.isEmpty() && random.nextBoolean()) {
            worker.zombie = true;
            stream.again(worker.batch);
        }
        Actor.current().ifPresent(Actor::pause);
    }

    private void after(DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest write) {
            Optional<HalfVisible.Hidden> hidden = quiet ? Optional.empty() : hiding;
            hidden.ifPresent(halfVisible::hide);
            write.transactItems().forEach(this::done);
            users.forEach(it -> ledger.assertInbox(it.uuid(), 100));
        }
        if (quiet) {
            return;
        }
        Worker worker = current;
        worker.crashed |= random.nextInt(60) == 0;
        if (worker.crashed || random.nextInt(20) == 0) {
            boolean write = request instanceof TransactWriteItemsRequest;
            throw Failures.of(worker.crashed ? Kind.ANSWER_LOST : any(write ? AFTER_A_WRITE : AFTER_A_READ), request);
        }
        acknowledge(request);
    }

    /** The writer learns of it, and from then on all readers see all of it. */
    private void acknowledge(DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest write
                && write.transactItems().stream().anyMatch(halfVisible::hides)) {
            Actor.current().ifPresent(Actor::pause);
            write.transactItems().forEach(halfVisible::show);
        }
    }

    private final class Faulty implements ScriptedClient.Script {
        @Override
        public <Q extends DynamoDbRequest> Q sent(Q request) {
            return planted.sent(request);
        }

        /** Posts look at what they need in transactions; who moves rows does not. */
        @Override
        public <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
            if (quiet || current.isPost()) {
                return response;
            }
            R seen = halfVisible.seen(request, response);
            return request instanceof BatchGetItemRequest batch ? cutShort(batch, seen) : seen;
        }

        /** Some of the keys are left for later; what is not asked for consistently is answered as it was a while ago. */
        @SuppressWarnings("unchecked")
        private <R> R cutShort(BatchGetItemRequest batch, R response) {
            BatchGetItemResponse answer = (BatchGetItemResponse) response;
            if (!Failures.asked(batch).consistentRead()) {
                answer = Notes.without(answer);
            }
            int keys = Failures.keys(batch).size();
            return (R) (random.nextInt(10) == 0 ? Failures.partial(batch, answer, random.nextInt(keys)) : answer);
        }
    }

    private void done(TransactWriteItem write) {
        if (!halfVisible.hides(write)) {
            stream.written(write);
        }
        if (write.put() != null) {
            ledger.put(write.put().item());
        }
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
