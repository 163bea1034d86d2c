package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The inbox of every user: one row for each of the user's groups.
 *
 * <p>At every moment each group of a user is in the inbox exactly once. A row shows the other member and one message of the group. It
 * shows the newest one at once, or after {@link #catchUp}; a store may do either, see {@link MessageStore}.
 */
public interface Inbox {
    /**
     * A page of a user's inbox, the group with the newest message first.
     *
     * <p>A row's place is the time of the message that it shows, or as little later as it takes to have the place for itself and
     * never to move back. So groups whose times are less than a millisecond apart may stand in either order. Following {@link
     * Page#next()} shows each group that does not move meanwhile exactly once, and one that moves at most once. A user who has no
     * group, or is unknown to the store, has an empty inbox.
     *
     * <p>A row that cannot be read is left out, and the store logs its key. The page is then shorter than its limit, perhaps empty,
     * and {@link Page#next()} still leads on where more follows.
     *
     * @param position {@link Page#next()} of an earlier page of the same inbox; null for the newest groups
     * @param limit the maximum number of rows, from 1 to 1,000; apart from rows that cannot be read, fewer come only where the inbox
     *     has no more
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} when the store can tell that it did
     *     not give this position; else such a position leads to some page of the same list
     */
    Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit);

    /**
     * Brings the rows of a group up to date. Once this has returned, both members' rows show the newest message that was acknowledged
     * before the call, or a later one. Where the rows are always right, it does nothing; neither does it for a group that does not
     * exist. Idempotent; any number of calls may run at once, in any order, also while messages are posted.
     *
     * @throws StorageException when the store failed; the rows show what they showed, or what they should
     */
    void catchUp(UUID group);

    /**
     * Shows a user with other names in the inbox of everybody who has a group with this user, until the user posts with others
     * again. Without it, each of them sees the new names with the user's next message. Sent messages keep the names that they were
     * sent with.
     *
     * <p>To be called once the directory of users has the new names, and again if it failed half way. Each group is renamed
     * atomically; no reader sees it missing from an inbox or in it twice. A message that is posted with the old names at the same
     * moment may bring them back to one inbox, until the user's next message there or another call.
     *
     * @param user the user, with the new names
     * @return in how many groups the names changed
     * @throws StorageException when the store failed; some groups may have the new names
     */
    int rename(User user);
}
