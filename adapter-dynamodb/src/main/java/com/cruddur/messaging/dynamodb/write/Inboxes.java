package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
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
    private static final int PAGE = 100;

    private final GroupRows groups;

    public Inboxes(GroupRows groups) {
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

    /**
     * Shows a user under other names in the inboxes of all whom this user has a group with. Without it, each of them sees the new
     * names with the user's next message in their group. To be called once the directory has the new names; again, if it failed
     * half way. A message that is posted under the old names at the same moment may bring them back to one inbox, until the
     * user's next message there or another call.
     *
     * @param user under the new names
     * @return in how many groups they were changed
     * @throws com.cruddur.messaging.port.StorageException when the store failed; some groups may have the new names
     */
    public int rename(User user) {
        int renamed = 0;
        int more;
        do {
            // A group that moves while the inbox is paged may be missed: it is on the first page of the next time.
            more = renameOnce(user);
            renamed += more;
        } while (more > 0);
        return renamed;
    }

    private int renameOnce(User user) {
        int renamed = 0;
        Optional<String> position = Optional.empty();
        do {
            Page<InboxEntry> page = groups.inbox(user.uuid(), position, PAGE);
            renamed += (int) page.items().stream()
                    .filter(it -> groups.rename(it.group(), user))
                    .count();
            position = page.next();
        } while (position.isPresent());
        return renamed;
    }
}
