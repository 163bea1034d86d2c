package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The messages of every group.
 *
 * <p>The messages of a group have one total order, that of {@link Message#createdAt()}. A stored message never changes.
 *
 * <p>{@link #append} and {@link #appendTo} keep the same promises. The message is stored in one atomic write. Its {@link
 * Message#createdAt()} is {@code max(message.now(), the group's last + 1 µs)}. So it strictly increases in the order of the writes,
 * even where the clocks of the instances differ. Once the call has returned, the message is durable and every reader sees it. The
 * store may repeat a failed write, but it stores the message at most once.
 *
 * <p>A database with a clock of its own refuses a message whose {@code now} is more than 60 seconds ahead of that clock: it throws a
 * {@link StorageException} and writes nothing. Otherwise one instance with a wrong clock would move a group into the future for ever.
 * A group whose last message already has a time in the future still takes messages, at its last time + 1 µs. A post that takes
 * longer than 5 seconds fails with a {@link StorageException}.
 *
 * <p>A message with {@link NewMessage#idempotency()} is stored only if its sender has not used the key within {@link
 * Idempotency#KEPT}. Otherwise nothing is written, and the first answer is returned, marked as {@link Posted#repeated() repeated}.
 * Both methods share a sender's keys, also when they run at the same time. The key is checked before anything else: a retry gets the
 * first answer even if the request itself would be refused by now, for example because it names an unknown group. A refused request
 * leaves its key free.
 */
public interface Messages {
    /**
     * A page of a group's messages, newest first.
     *
     * <p>It shows every message whose post had returned before the call. Once a reader has seen a message, no message with an
     * earlier time appears. Following {@link Page#next()} from any page shows each message that existed when that page was read
     * exactly once, whatever is posted meanwhile.
     *
     * <p>A message that cannot be read is left out, and the store logs its key. Then the page is shorter than its limit, perhaps
     * empty, and {@link Page#next()} still leads to the messages that follow.
     *
     * @param position {@link Page#next()} of an earlier page of the same group; null for the newest messages
     * @param limit the maximum number of messages, from 1 to 1,000; apart from messages that cannot be read, a page has fewer only
     *     where the group has no more
     * @return empty when the group does not exist, and when the reader is not a member of it; a group without messages has an empty page
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID} when the store can tell that it did
     *     not issue this position; if it cannot tell, it returns some page of the same list
     */
    Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit);

    /**
     * A page of a group's messages after a time, oldest first.
     *
     * <p>Following {@link Page#next()} shows each message after the time exactly once, also those that are posted meanwhile.
     *
     * <p>A message that cannot be read is left out, as in {@link #newestFirst}.
     *
     * @param after messages at this time or before it are left out
     * @param limit the maximum number of messages, from 1 to 1,000; a page has fewer only as in {@link #newestFirst}
     * @return empty when the group does not exist, and when the reader is not a member of it. {@link Page#next()} is the time after
     *     which the next page begins, as {@link Instant#toString} writes it; it is empty when nothing newer was there
     */
    Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit);

    /**
     * Stores a message at the end of a group.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} when the key was used for another
     *     request; {@code MESSAGE_GROUP_NOT_FOUND} when the group does not exist or the sender is not a member of it. Nothing is
     *     written
     * @throws StorageException when the store failed; the message is either stored, wholly, or not
     */
    Posted append(UUID group, NewMessage message);

    /**
     * Stores a message to a user. Where the two users have no group yet, the same atomic write opens it: the group, its uniqueness for
     * the pair, the message, and a row in each inbox. Any number of such calls may race, from both sides: one of them opens the group,
     * and the messages of all are stored in it.
     *
     * @param receiver the receiver, with the current names: the sender's inbox shows these until the receiver's first post
     * @param newGroup the uuid of the group if this call opens it; no other group has it
     * @return the message; {@link Message#group()} names the group
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} as in {@link #append}; {@code
     *     MESSAGE_TO_SELF} when the receiver is the sender. Nothing is written
     * @throws StorageException when the store failed; the group and the message are either stored, wholly, or not
     */
    Posted appendTo(User receiver, UUID newGroup, NewMessage message);

    /**
     * The first answer to the idempotency key of this message. Writes nothing.
     *
     * @return empty when the message has no key, and when the key is free
     * @throws com.cruddur.messaging.domain.MessagingException {@code IDEMPOTENCY_KEY_REUSED} as in {@link #append}
     */
    Optional<Message> findByIdempotencyKey(NewMessage message);
}
