package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.util.Optional;
import java.util.UUID;

/**
 * The groups, and the inbox that each member has of them (patterns B, D and E).
 *
 * <p>Each member of a group has one inbox row for it. The rows are moved after the message that moves them is stored:
 * {@link Messages#append} leaves them where they stand, {@link #rows} and {@link #move} bring them to the newest
 * message.
 */
public interface MessageGroups {
    /** The group of that uuid, as soon as {@link #open} has returned; empty when there is none. */
    Optional<Group> find(UUID group);

    /** The one group of two users, in whichever order they are named, as soon as {@link #open} has returned. */
    Optional<Group> between(UUID one, UUID another);

    /**
     * Opens a group with its first message, unless the two already have a group.
     *
     * <p>All or nothing, in one atomic write: the group, its uniqueness for the pair, the message (created at {@code
     * draft.now()}), both inbox rows standing at it, and the answer to the draft's key. However many race for one pair,
     * from either side, one opens it. Retries and keys are treated as {@link Messages#append} treats them; that a
     * key was used counts before that the pair has a group.
     *
     * @param group a group of a new uuid, of which {@code draft.sender()} and {@code receiver} are the members
     * @return the first message; empty when the pair has a group, and then nothing was written
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED}
     * @throws StorageException when the store failed; the group is opened wholly or not at all
     */
    Optional<Message> open(Group group, User receiver, Draft draft);

    /**
     * A page of a user's inbox, the group with the newest message first.
     *
     * <p>Each group of the user is in the inbox exactly once at every moment. Its place is the time of the message that
     * the row stands at, or as little later as it takes to have the place for itself and never to move back; groups
     * whose times are less than a millisecond apart may so stand in either order. Following {@link Page#next()} shows
     * each group that does not move meanwhile exactly once, and one that moves at most once. A user who is unknown here
     * has an empty inbox. A row that the store cannot read is left out, as in {@link Messages#newestFirst}.
     *
     * @param position {@link Page#next()} of an earlier page of the same inbox; empty for the newest groups
     * @param limit how many at most, from 1 to 1,000; fewer come where the inbox has no more, or something cannot be read
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} where the store can tell that the
     *     position is not its own
     */
    Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit);

    /** Where the rows of a group stand and where they should, as of now: no acknowledged message is missed. */
    Optional<InboxRows> rows(UUID group);

    /**
     * Moves both rows of a group to the message of {@link InboxRows#newestAt()} or to a newer one, in one atomic write,
     * provided that they still stand where {@code rows} says. No reader sees the group missing from an inbox or in it
     * twice. What others have added to a row stays with it.
     *
     * @param rows what {@link #rows} answered; it may be old by now
     * @return whether they were moved; if not, somebody else moved them and nothing was written
     * @throws StorageException when the store failed, or when a row is not where the store itself has it on record
     */
    boolean move(InboxRows rows);

    /**
     * Shows a member under other names in the other member's inbox from now on, until this member posts under others again.
     * In one atomic write; no reader sees the group missing from an inbox or in it twice. A {@link #move} of {@link #rows}
     * that were read before does not bring the old names back: it is refused. The row may show the newest message thereafter, and it
     * may come to stand a moment later than its message, as {@link #inbox} says. Messages keep the names that they were sent under.
     *
     * @param member under the new names
     * @return whether anything changed; false where the group has these names (an inbox row that is yet to move to the message that
     *     brought them shows them once it moves), for a group that does not exist, and for a user
     *     who is not in it
     * @throws StorageException when the store failed; the member is renamed wholly or not at all
     */
    boolean rename(UUID group, User member);

    /** The same groups for a caller who waits until then, as {@link Messages#within} says. */
    default MessageGroups within(Deadline deadline) {
        return this;
    }
}
