package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import java.util.Optional;
import java.util.UUID;

/**
 * The messages of every group (patterns A and C).
 *
 * <p>A group's messages have one total order, that of {@link Message#createdAt()}. What is stored stays as it is, for
 * ever.
 */
public interface Messages {
    /**
     * A page of a group's messages, newest first.
     *
     * <p>It shows every message whose {@link #append} had returned before the call, and whoever has seen a message
     * never sees an earlier one appear later. Following {@link Page#next()} from any page shows each message that
     * existed when that page was read exactly once, whatever is posted meanwhile. A group that does not exist has no
     * messages.
     *
     * <p>What a store holds and cannot read, because another program damaged or wrote it, is left out and logged by its key. The
     * page is then shorter, perhaps empty, and {@link Page#next()} still leads on where more follows. So go on by that, and never by
     * the number of items.
     *
     * @param position {@link Page#next()} of an earlier page of the same group; empty for the newest messages
     * @param limit how many at most, from 1 to 1,000; fewer come where the group has no more, or something cannot be read
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} where the store can tell that the
     *     position is not its own
     */
    Page<Message> newestFirst(UUID group, Optional<String> position, int limit);

    /**
     * Stores a message at the end of a group.
     *
     * <p>In one atomic write, its {@link Message#createdAt()} becomes {@code max(draft.now(), the group's last + 1
     * µs)}: it strictly increases in the order of the writes, whatever the clocks of the instances say. Once this
     * returns, the message is durable and {@link MessageGroups#rows} knows it as the newest. A draft is stored at most
     * once, however often the adapter itself had to try.
     *
     * <p>With {@link Draft#idempotency()}, the write is made only if its sender has not used the key within {@link
     * Idempotency#KEPT}. Otherwise nothing is written, and the first answer is returned, be it of this method or of
     * {@link MessageGroups#open}, also when both run at once.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} when the key was used with
     * another fingerprint; {@code MESSAGE_GROUP_NOT_FOUND} when the group does not exist or the sender is not in it.
     *     Nothing is written
     * @throws StorageException when the store failed; the message is stored wholly or not at all
     */
    Message append(Group group, Draft draft);

    /**
     * The first answer to this draft's key, without writing anything; empty when the draft has no key or the key is
     * free.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} as in {@link #append}
     */
    Optional<Message> answered(Draft draft);

    /**
     * The same messages for a caller who waits until then. All calls of it together are done by that time, their waits for
     * others included, or fail with {@link StorageException}. A store that makes nobody wait answers itself.
     */
    default Messages within(Deadline deadline) {
        return this;
    }
}
