package com.cruddur.messaging.application;

import com.cruddur.messaging.port.InboxRows;
import com.cruddur.messaging.port.MessageGroups;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the inboxes at the newest messages (pattern E). It needs no users and no tokens, so that it can run where there are
 * none, such as behind the table's stream. Thread-safe; any number of instances may work at once.
 */
public final class Inboxes {
    private final MessageGroups groups;

    public Inboxes(MessageGroups groups) {
        this.groups = groups;
    }

    /**
     * Moves both members' inbox rows to the group's newest message. To be called for a group after each of its messages, any
     * number of times, in any order, by several at once; what counts is that it is called once after the last.
     *
     * @return whether this call moved them; false where they stood right, and for a group that does not exist
     * @throws com.cruddur.messaging.port.StorageException when the store failed; the rows stand where they stood, or right
     */
    public boolean refresh(UUID group) {
        Optional<InboxRows> rows = groups.rows(group).filter(InboxRows::areBehind);
        while (rows.isPresent() && !groups.move(rows.get())) {
            rows = groups.rows(group).filter(InboxRows::areBehind);
        }
        return rows.isPresent();
    }

    /**
     * Refreshes each of the groups once, however often it is named. One that fails does not keep the others from it.
     *
     * @return why, for each group that failed; to be tried again
     */
    public Map<UUID, RuntimeException> refreshAll(Collection<UUID> changed) {
        Map<UUID, RuntimeException> failed = new LinkedHashMap<>();
        for (UUID group : new LinkedHashSet<>(changed)) {
            try {
                refresh(group);
            } catch (RuntimeException e) {
                failed.put(group, e);
            }
        }
        return failed;
    }
}
