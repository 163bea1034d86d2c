package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.util.Optional;
import java.util.UUID;

/**
 * The inbox rows of groups, and the calls that move them. The table implements it, and the simulation of crashing and zombie handlers
 * does, so that both run the same {@link Inboxes}. Thread-safe. Every method throws {@link
 * com.cruddur.messaging.port.StorageException} when the store failed.
 */
public interface GroupRows {
    /** A page of a user's rows, as {@link com.cruddur.messaging.port.Inbox#newestFirst} says. */
    Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit);

    /** Where the rows of a group stand and where they should, as of now: no acknowledged message is missed. */
    Optional<InboxRows> rows(UUID group);

    /**
     * Moves both rows of a group to the message of {@link InboxRows#newestAt()} or to a newer one, in one atomic write,
     * provided that they still stand where {@code rows} says. No reader sees the group missing from an inbox or in it
     * twice. Attributes that other programs added to a row stay with it.
     *
     * @param rows the answer of {@link #rows}; it may be old by now
     * @return whether they were moved; if not, somebody else moved them and nothing was written
     * @throws com.cruddur.messaging.port.StorageException also when a row is not where the store itself has it on record
     */
    boolean move(InboxRows rows);

    /**
     * Shows a member with other names in the other member's inbox, in one atomic write. A {@link #move} of {@link #rows} that were
     * read before is refused, so it does not bring the old names back.
     *
     * @param member the member, with the new names
     * @return whether anything changed
     */
    boolean rename(UUID group, User member);
}
