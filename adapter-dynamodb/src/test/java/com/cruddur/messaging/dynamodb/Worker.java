package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One caller of the table in a schedule, with the faults that it has met. */
final class Worker {
    /** The work of a worker. */
    enum Task {
        POST,
        RENAME,
        /** Of a batch of the stream's records. */
        HANDLER,
        REPAIR,
        MARK
    }

    final Task task;
    /** The users whose names it has read, and may write. */
    final Set<UUID> people;

    final List<ChangeRecord> batch;
    Actor actor;
    boolean crashed;
    /** Given up for lost, and still at work. */
    boolean zombie;

    int stalledUntil;
    /** How often a rename has begun to page the inbox. */
    int passes;
    /** The groups that a half-visible transaction has hidden from each of these passes. */
    Set<UUID> missed = Set.of();

    private Worker(Task task, Set<UUID> people, List<ChangeRecord> batch) {
        this.task = task;
        this.people = people;
        this.batch = batch;
    }

    static Worker posting(Set<UUID> people) {
        return new Worker(Task.POST, people, List.of());
    }

    static Worker renaming(UUID user) {
        return new Worker(Task.RENAME, Set.of(user), List.of());
    }

    static Worker handling(List<ChangeRecord> batch) {
        return new Worker(Task.HANDLER, Set.of(), batch);
    }

    static Worker marking() {
        return new Worker(Task.MARK, Set.of(), List.of());
    }

    static Worker repairing() {
        return new Worker(Task.REPAIR, Set.of(), List.of());
    }
}
