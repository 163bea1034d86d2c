package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The inbox of every user: one row for each of the user's groups.
 *
 * <p>At every moment each group of a user is in the inbox exactly once. A row shows one message of the group: the newest one, at once
 * or after {@link #catchUp}, as {@link MessageStore} explains. It shows the other member with the names of that member's latest post in
 * the group or {@link #rename}, whichever came later; before the first of these, with the names that {@link Messages#appendTo} was
 * given when it opened the group.
 *
 * <p>A row also tells how many messages its member has not read. A store counts the messages of each sender in the same atomic write as
 * the message, so the number is exact as of the message that the row shows.
 */
public interface Inbox {
    /**
     * A page of a user's inbox, the group with the newest message first.
     *
     * <p>Rows are in the order of the times of their messages. A store that needs a key of its own for each row may place a row a
     * little later than its message; so groups whose times are less than a millisecond apart may be in either order. A row never
     * moves to an earlier place. Following {@link Page#next()} shows each group that does not move meanwhile exactly once, and a
     * group that moves at most once. A user without a group has an empty inbox, and so has a user that the store does not know.
     *
     * <p>A row that cannot be read is left out, and the store logs its key. Then the page is shorter than its limit, perhaps empty, and
     * {@link Page#next()} still leads to the rows that follow.
     *
     * @param position {@link Page#next()} of an earlier page of the same inbox; null for the newest groups
     * @param limit the maximum number of rows, from 1 to 1,000; apart from rows that cannot be read, a page has fewer only where the
     *     inbox has no more
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} when the store can tell that it did
     *     not issue this position; if it cannot tell, it returns some page of the same list
     */
    Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit);

    /**
     * The group as it stands in a member's inbox, never behind its newest message, whether or not the inbox has caught up.
     *
     * @return empty when there is no such group, and when the user is not a member of it
     */
    Optional<GroupStatus> find(UUID group, UUID user);

    /**
     * Moves a member's read horizon forward to the newest message at or before a time, and so makes the messages of the other member up
     * to there read. The horizon never moves back: a time at or before it changes nothing. The horizon and the count of read messages
     * change in one atomic write. Once this has returned, {@link #find} and {@link #newestFirst} show it. Any number of calls may race
     * with each other, with posts and with {@link #catchUp}, from all instances: nothing is counted twice, and nothing is left out.
     *
     * @param upTo whole microseconds; a time between two messages stands for the earlier one
     * @return the member's new horizon; empty when it did not move
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND} when there is no such group or the reader
     *     is not a member of it; {@code UP_TO_INVALID} when the time is later than the newest message of the group
     * @throws StorageException when the store failed, or took more than 5 seconds; the horizon has moved, or not
     */
    Optional<Instant> markRead(UUID group, UUID reader, Instant upTo);

    /**
     * Runs an action once both members' rows show the newest message that was acknowledged before this call. A store that writes inbox
     * rows together with the message runs it at once. Another one runs it after its own work for the group, on any thread; where that
     * work fails, or the process ends, it does not run it, and whatever moves the rows later tells of the message.
     *
     * @param action returns at once and does not throw
     */
    default void whenCaughtUp(UUID group, Runnable action) {
        action.run();
    }

    /**
     * Brings the rows of a group up to date. Once this has returned, both members' rows show the newest message that was acknowledged
     * before the call, or a later one. It does nothing in a store that writes inbox rows together with the message, and nothing for a
     * group that does not exist. It is idempotent. Any number of calls may run at once, in any order, also while messages are posted.
     *
     * @throws StorageException when the store failed; the rows are as they were before, or up to date
     */
    void catchUp(UUID group);

    /**
     * Changes a user's names in the inboxes of all users who have a group with this user. Without this call, the inbox of each of
     * them shows the new names only from the user's next message there. Messages keep the names that they were sent with.
     *
     * <p>Call it after the directory of users has the new names, and again if it failed half way. Each group is renamed atomically;
     * no reader sees a group missing from an inbox, or in it twice. A message that is posted with the old names at the same moment
     * may bring them back to one inbox, until the user's next message there or another call.
     *
     * @param user the user, with the new names
     * @return the number of groups in which the names changed
     * @throws StorageException when the store failed; some groups may have the new names
     */
    int rename(User user);
}
