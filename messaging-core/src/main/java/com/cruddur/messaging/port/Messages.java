package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of every group.
 *
 * <p>The messages of a group have one total order, that of {@link Message#createdAt()}. A stored message never changes.
 *
 * <p>Both ways to post keep the same promises. The message is stored in one atomic write. Its {@link Message#createdAt()} is {@code
 * max(message.now(), the group's last + 1 µs)}, so it strictly increases in the order of the writes, whatever the clocks of the
 * instances say. Once the call returns, the message is durable and every reader sees it. A message is stored at most once, however
 * often the adapter itself had to try.
 *
 * <p>A store that has a clock of its own refuses a message whose {@code now} is more than 60 seconds ahead of that clock, by a {@link
 * StorageException}, and writes nothing: else one wrong clock would leave a group in the future for ever. A group that already stands
 * in the future goes on. A post that has not come to an end after 5 seconds fails with a {@link StorageException} too.
 *
 * <p>A message with {@link NewMessage#idempotency()} is stored only if its sender has not used the key within {@link
 * Idempotency#KEPT}. Otherwise nothing is written and the first answer comes back, marked as {@link Posted#repeated() repeated}. Both
 * ways to post share the keys, also when they run at once. The key is decided first: a retry is answered even where the request would
 * be refused by now.
 */
public interface Messages {
    /**
     * A page of a group's messages, newest first.
     *
     * <p>It shows every message whose post had returned before the call. A reader that has seen a message never sees an earlier one
     * appear later. Following {@link Page#next()} from any page shows each message that existed when that page was read exactly
     * once, whatever is posted meanwhile.
     *
     * <p>A message that cannot be read is left out, and the store logs its key. The page is then shorter than its limit, perhaps
     * empty, and {@link Page#next()} still leads on where more follows.
     *
     * @param position {@link Page#next()} of an earlier page of the same group; null for the newest messages
     * @param limit the maximum number of messages, from 1 to 1,000; apart from messages that cannot be read, fewer come only where
     *     the group has no more
     * @return empty when the group does not exist, and when the reader is not a member of it
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} when the store can tell that it did
     *     not give this position; else such a position leads to some page of the same list
     */
    Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit);

    /**
     * Stores a message at the end of a group.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} when the key was used for another
     *     request; {@code MESSAGE_GROUP_NOT_FOUND} when the group does not exist or the sender is not a member of it. Nothing is
     *     written
     * @throws StorageException when the store failed; the message is stored wholly or not at all
     */
    Posted append(UUID group, NewMessage message);

    /**
     * Stores a message to a user. Where the two have no group yet, the same atomic write opens it: the group, its uniqueness for the
     * pair, the message, and a row in each inbox. However many such calls race, from either side, one opens the group and the
     * messages of all are kept in it.
     *
     * @param newGroup the uuid of the group, if it has to be opened; no other group has it
     * @return the message; {@link Message#group()} names the group
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} as in {@link #append}; {@code
     *     MESSAGE_TO_SELF} when the receiver is the sender. Nothing is written
     * @throws StorageException when the store failed; the group is opened wholly or not at all
     */
    Posted appendTo(User receiver, UUID newGroup, NewMessage message);

    /**
     * The first answer to the key of this message. Nothing is written.
     *
     * @return empty when the message has no key, and when the key is free
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} as in {@link #append}
     */
    Optional<Message> findByIdempotencyKey(NewMessage message);
}
