package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.item.ContestedException;
import com.cruddur.messaging.dynamodb.item.UnreadableItemException;
import com.cruddur.messaging.dynamodb.table.Backoff;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Moves inbox rows to the newest messages. It needs no users and no tokens, so that it can run where there are
 * none, such as behind the table's stream. Thread-safe; any number of instances may work at once.
 */
public final class Inboxes {
    /** How often a change is tried again because others changed the same rows meanwhile. */
    static final int ROUNDS = 20;

    private static final int PAGE = 100;
    private static final String RENAME = "rename a user in all inboxes";
    /** Longer than a transaction is half visible. */
    private static final Duration SETTLING = Duration.ofMillis(50);

    private final GroupRows groups;
    private final Runnable settling;

    public Inboxes(GroupRows groups) {
        this(groups, () -> Backoff.elapse(RENAME, SETTLING));
    }

    /** @param settling waits until the transactions that are half visible now are over */
    public Inboxes(GroupRows groups, Runnable settling) {
        this.groups = groups;
        this.settling = settling;
    }

    /**
     * Moves both members' inbox rows to the group's newest message. To be called for a group after each of its messages, any
     * number of times, in any order, by several at once. One call after the last message is enough.
     *
     * @return whether this call moved them; false where they stood right, and for a group that does not exist
     * @throws com.cruddur.messaging.port.StorageException when the store failed; the rows stand where they stood, or right
     */
    public boolean refresh(UUID group) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<InboxRows> rows = groups.rows(group).filter(InboxRows::areBehind);
            if (rows.isEmpty()) {
                return false;
            }
            if (groups.move(rows.get())) {
                return true;
            }
        }
        throw new ContestedException("move a group's inbox rows");
    }

    /**
     * Refreshes each of the groups once, however often it is named. One that fails does not keep the others from it.
     *
     * @return why, for each group that failed; to be tried again
     */
    public Map<UUID, RuntimeException> refreshAll(Collection<UUID> changed) {
        return refreshAll(changed, moved -> {});
    }

    /** @param moved gets each group that this moved */
    public Map<UUID, RuntimeException> refreshAll(Collection<UUID> changed, Consumer<UUID> moved) {
        Map<UUID, RuntimeException> failed = new LinkedHashMap<>();
        for (UUID group : new LinkedHashSet<>(changed)) {
            try {
                if (refresh(group)) {
                    moved.accept(group);
                }
            } catch (RuntimeException e) {
                failed.put(group, e);
            }
        }
        return failed;
    }

    /**
     * Shows a user under other names in the inbox of every user who has a group with this one. Without it, each of them sees the new
     * names with the user's next message in their group. To be called once the directory has the new names; again, if it failed
     * half way. A message that is posted under the old names at the same moment may bring them back to one inbox, until the
     * user's next message there or another call.
     *
     * <p>It pages the user's inbox at least twice, 50 ms apart, and until a pass finds nothing to rename. While a transaction that moves a
     * group is half visible, which takes some milliseconds, a pass may miss that group. A group keeps the old names, until the
     * user's next message there or another call, only if such a transaction hides it from every pass.
     *
     * @param user under the new names
     * @return in how many groups they were changed
     * @throws com.cruddur.messaging.port.StorageException when the store failed, or some groups could not be renamed, which the message
     *     names; others may have the new names
     */
    public int rename(User user) {
        Map<UUID, StorageException> failed = new LinkedHashMap<>();
        int renamed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // A group that moves while the inbox is paged may be missed: it is on the first page of the next round.
            int more = renameOnce(user, failed);
            renamed += more;
            if (more == 0 && round > 0) {
                throwAny(failed);
                return renamed;
            }
            settling.run();
        }
        throw new ContestedException(RENAME);
    }

    private int renameOnce(User user, Map<UUID, StorageException> failed) {
        int renamed = 0;
        Optional<String> position = Optional.empty();
        do {
            Page<InboxEntry> page = groups.inbox(user.uuid(), position, PAGE);
            renamed += (int) page.items().stream()
                    .map(InboxEntry::group)
                    .filter(it -> !failed.containsKey(it) && rename(it, user, failed))
                    .count();
            position = page.next();
        } while (position.isPresent());
        return renamed;
    }

    /** A group that cannot be renamed at all does not keep the others from it. */
    private boolean rename(UUID group, User user, Map<UUID, StorageException> failed) {
        try {
            return groups.rename(group, user);
        } catch (UnreadableItemException | ContradictionException | ContestedException e) {
            failed.put(group, e);
            return false;
        }
    }

    private static void throwAny(Map<UUID, StorageException> failed) {
        if (!failed.isEmpty()) {
            StorageException all = new StorageException("not renamed in the groups " + failed.keySet(), null);
            failed.values().forEach(all::addSuppressed);
            throw all;
        }
    }
}
