package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of a small world in which a seed decides everything: the senders and times of posts, which records reach a handler, how far a
 * handler gets before another goes on, the failures, and the readers meanwhile.
 */
final class Schedule {
    /**
     * How it went.
     *
     * @param steps how many it took
     * @param violation the first that was seen at any step
     * @param endsWrong whether, after everything, some row did not stand once at the newest message
     */
    record Outcome(long seed, int steps, Optional<String> violation, boolean endsWrong) {}

    /** Far more than a schedule that drains takes. */
    private static final int MOST_STEPS = 1_000;

    private static final int LARGEST_STEP_BACK = 20;

    /** How far the clock goes in a step at most; where it stands still, many messages meet at one instant. */
    private static final int[] PACES = {0, 1, 100};

    private static final List<User> USERS = List.of(user(1), user(2), user(3), user(4));

    private final long seed;
    private final SplittableRandom random;
    private final Consumer<Supplier<String>> trace;
    private final Table table;
    private final SimulatedGroups groups;
    private final Workers workers;
    private final Inspector inspector;
    private final List<MessageGroup> pairs;
    private final int pace;
    private int opened;
    private int postsLeft;
    private long clock = 1_000;
    private Optional<Reader> reader = Optional.empty();
    private Optional<String> violation = Optional.empty();

    /** @param trace takes the events, a line each */
    Schedule(long seed, Handler handler, Consumer<Supplier<String>> trace) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.trace = trace;
        List<Change> stream = new ArrayList<>();
        this.table = new Table(random, stream);
        this.groups = new SimulatedGroups(new Calls() {
            @Override
            public <T> T call(String name, Object argument, Function<Table, T> call) {
                return call.apply(table);
            }
        });
        this.workers = new Workers(stream, table, handler, random, trace);
        this.inspector = new Inspector(table);
        this.pairs = List.of(pair(1, 0, 1), pair(2, 0, 2), pair(3, 1, 2), pair(4, 0, 3))
                .subList(0, 2 + random.nextInt(3));
        this.pace = PACES[random.nextInt(PACES.length)];
        this.postsLeft = 3 + random.nextInt(8);
    }

    private MessageGroup pair(int number, int one, int another) {
        // The upper half is random: the choices that the simulated store leaves open depend on it.
        UUID uuid = new UUID(random.nextInt(2), number);
        return MessageGroup.of(uuid, USERS.get(one).uuid(), USERS.get(another).uuid());
    }

    private static User user(int number) {
        return new User(new UUID(0, number), "User " + number, "user" + number);
    }

    Outcome run() {
        int steps = 0;
        while (steps < MOST_STEPS && !(postsLeft == 0 && workers.areIdle())) {
            steps++;
            clock += random.nextInt(pace + 1);
            step();
            note(inspector.inspect());
            if (workers.haveDrained()) {
                note(inspector.inspectDrained());
            }
        }
        if (steps == MOST_STEPS) {
            note(Optional.of("the stream does not drain"));
        }
        return new Outcome(seed, steps, violation, inspector.inspectDrained().isPresent());
    }

    private void note(Optional<String> wrong) {
        if (violation.isEmpty() && wrong.isPresent()) {
            violation = wrong;
            trace.accept(() -> "VIOLATION: " + wrong.get());
        }
    }

    private void step() {
        switch (random.nextInt(8)) {
            case 0 -> post();
            case 1 -> read();
            case 2, 3 -> workers.deliver();
            default -> workers.advance();
        }
    }

    private void post() {
        if (postsLeft == 0) {
            return;
        }
        String text = "message " + postsLeft--;
        boolean opens = opened == 0 || opened < pairs.size() && random.nextInt(3) == 0;
        MessageGroup group = pairs.get(opens ? opened++ : random.nextInt(opened));
        User lower = userOf(group.members().get(0));
        User higher = userOf(group.members().get(1));
        boolean lowerSends = random.nextBoolean();
        long now = random.nextInt(4) == 0 ? clock - random.nextInt(LARGEST_STEP_BACK) : clock;
        NewMessage draft = new NewMessage(
                new UUID(1, postsLeft),
                lowerSends ? lower : higher,
                new MessageText(text),
                SimulatedGroups.instant(now));
        trace.accept(() -> (opens ? "open " : "post to ") + Key.head(group.uuid()) + " at " + now);
        if (opens) {
            groups.open(group, lowerSends ? higher : lower, draft);
            inspector.opened(group, lower, higher);
        } else {
            groups.append(group, draft);
        }
    }

    private static User userOf(UUID uuid) {
        return USERS.get((int) uuid.getLeastSignificantBits() - 1);
    }

    private void read() {
        Reader reading = reader.orElseGet(
                () -> new Reader(USERS.get(random.nextInt(3)).uuid(), 1 + random.nextInt(2), inspector));
        boolean done = reading.readPage(groups);
        reader = Optional.of(reading).filter(it -> !done);
        if (done) {
            note(reading.inspect());
        }
    }
}
