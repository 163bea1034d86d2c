package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.dynamodb.write.Inboxes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Handles a batch of the stream's records. */
interface Handler {
    /** The code that is tested, as the stream's function calls it. */
    Handler OURS = (batch, calls) -> refreshed(batch, new SimulatedGroups(calls));

    /**
     * @return the records that are to be delivered again
     * @throws RuntimeException when the whole batch is
     */
    Collection<Change> handle(List<Change> batch, Calls calls);

    static Collection<Change> refreshed(List<Change> batch, SimulatedGroups groups) {
        List<Change> messages = batch.stream().filter(it -> !it.isRemove()).toList();
        Set<UUID> failed = new Inboxes(groups)
                .refreshAll(messages.stream().map(Change::group).toList())
                .keySet();
        return messages.stream().filter(it -> failed.contains(it.group())).toList();
    }
}
