package com.cruddur.messaging.app.copy;

import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.UsedKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Copies everything that one store holds to another, and then compares both, group by group. Once it was stopped, run it again: it
 * leaves the groups that are equal, and completes the others.
 */
final class Copy {
    private final StoreContents from;
    private final StoreContents to;
    private final Consumer<Difference> differences;
    private final LongConsumer seen;
    private final Set<UUID> different = new HashSet<>();
    private long groups;
    private long messages;
    private long keys;
    private long read;

    /**
     * @param differences gets each group that is not the same in both stores in the end, with the first reason
     * @param seen gets the number of messages read so far
     */
    Copy(StoreContents from, StoreContents to, Consumer<Difference> differences, LongConsumer seen) {
        this.from = from;
        this.to = to;
        this.differences = differences;
        this.seen = seen;
    }

    /** A group that is not the same in both stores. */
    record Difference(UUID group, String reason) {}

    /**
     * The outcome.
     *
     * @param groups how many groups are now the same in both stores
     * @param messages how many messages these have
     * @param keys how many idempotency keys the target has from this run or an earlier one
     * @param different how many groups differ
     */
    record Outcome(long groups, long messages, long keys, long different) {}

    /** @param keysSince only keys that were used at this time or later are copied */
    Outcome run(Instant keysSince) {
        from.groups(this::copy);
        from.usedKeys(keysSince, this::copy);
        from.groups(this::compare);
        return new Outcome(groups, messages, keys, different.size());
    }

    private void copy(StoredGroup group) {
        Optional<StoredGroup> there = to.find(group.uuid());
        if (there.equals(Optional.of(group))) {
            return;
        }
        if (there.isPresent() && there.get().newestAt().isAfter(group.newestAt())) {
            differs(group.uuid(), "the target has newer messages");
            return;
        }
        try {
            to.add(group, from.messages(group.uuid()).peek(it -> seen.accept(++read)));
        } catch (IllegalArgumentException e) {
            differs(group.uuid(), String.valueOf(e.getMessage()));
        }
    }

    private void copy(UsedKey key) {
        if (to.add(key)) {
            keys++;
        } else {
            differs(key.group(), "it lacks the message of an idempotency key");
        }
    }

    private void compare(StoredGroup group) {
        if (different.contains(group.uuid())) {
            return;
        }
        Digest wanted = Digest.of(from.messages(group.uuid()).peek(it -> seen.accept(++read)));
        if (!to.find(group.uuid()).equals(Optional.of(group))
                || !Digest.of(to.messages(group.uuid())).equals(wanted)) {
            differs(group.uuid(), "it changed meanwhile: stop all services, and run the same command again");
            return;
        }
        groups++;
        messages += wanted.messages();
    }

    private void differs(UUID group, String reason) {
        if (different.add(group)) {
            differences.accept(new Difference(group, reason));
        }
    }
}
