package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.stream.ChangeRecord;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whoever calls the table in a schedule: a post, a rename, or a handler of the stream with a batch. */
final class Worker {
    /** Whose names it has read, and may write. */
    final Set<UUID> people;

    final List<ChangeRecord> batch;
    Actor actor;
    boolean crashed;
    /** Given up for lost, and still at work. */
    boolean zombie;

    int stalledUntil;

    boolean isRename() {
        return people.size() == 1;
    }

    boolean isPost() {
        return people.size() == 2;
    }

    private Worker(Set<UUID> people, List<ChangeRecord> batch) {
        this.people = people;
        this.batch = batch;
    }

    static Worker knowing(Set<UUID> people) {
        return new Worker(people, List.of());
    }

    static Worker handling(List<ChangeRecord> batch) {
        return new Worker(Set.of(), batch);
    }
}
