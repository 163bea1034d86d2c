package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.UnreadCount;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Events;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations of one caller. {@link Messaging#as} returns it.
 *
 * <p>A caller must be a member of a group to read it or to post to it. A stranger gets the same answer for a group that exists and
 * for one that does not. Thread-safe.
 *
 * <p>Besides the errors that are listed with it, each method throws {@link com.cruddur.messaging.domain.MessagingException} with {@code
 * SUBJECT_BLANK} when the subject is null or blank and with {@code USER_UNKNOWN} when the directory has no user of this subject, and
 * {@link com.cruddur.messaging.port.StorageException} when the directory or the store fails.
 *
 * <p>An idempotency key makes a post safe to retry: within at least 24 hours, the same request with the same key stores nothing and
 * gets the first answer. The same key with another request is refused with {@code IDEMPOTENCY_KEY_REUSED}.
 */
public final class Caller {
    private final @Nullable String subject;
    private final UseCases useCases;

    Caller(@Nullable String subject, UseCases useCases) {
        this.subject = subject;
        this.useCases = useCases;
    }

    /** The caller, with the current names. */
    public User me() {
        return Callers.find(useCases.users(), subject);
    }

    /** Lists the newest messages of a group, as {@link #messages(UUID, PageRequest)} does. */
    public Page<Message> messages(UUID group) {
        return messages(group, PageRequest.first());
    }

    /**
     * Lists the messages of a group, oldest first. The first page holds the newest messages; {@link Page#next()} leads to those
     * before them.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    public Page<Message> messages(UUID group, PageRequest request) {
        return useCases.listing().messages(subject, group, request);
    }

    /**
     * Lists the messages of a group after a time, oldest first, so that a client fills a gap without reading twice. {@link Page#next()} is
     * the time after which the next page begins, as {@link Instant#toString} writes it; it is empty when nothing newer was there. Times are
     * given in the order of the writes, but two instances may answer in another order: pass a time some seconds before the newest message
     * that the client has, and merge by uuid.
     *
     * @param limit the maximum number of messages, from 1 to {@value PageRequest#MAX_LIMIT}
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND}, {@code LIMIT_INVALID}
     */
    public Page<Message> messagesAfter(UUID group, Instant after, int limit) {
        return useCases.listing().messagesAfter(subject, group, after, limit);
    }

    /** Lists the caller's most recent groups, as {@link #messageGroups(PageRequest)} does. */
    public Page<InboxEntry> messageGroups() {
        return messageGroups(PageRequest.first());
    }

    /**
     * Lists the caller's groups, the one with the newest message first. On a store whose inboxes follow the messages, a row may show
     * an earlier message for a moment.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code CURSOR_INVALID}
     */
    public Page<InboxEntry> messageGroups(PageRequest request) {
        return useCases.listing().messageGroups(subject, request);
    }

    /**
     * One group of the caller, never behind its newest message.
     *
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND}
     */
    public GroupStatus messageGroup(UUID group) {
        return useCases.horizons().group(subject, group);
    }

    /** The caller's group with the user of a handle. Empty when there is no such user or no group yet, and for the caller's own handle. */
    public Optional<GroupStatus> messageGroupWith(String handle) {
        return useCases.horizons().groupWith(subject, handle);
    }

    /**
     * Marks the messages of a group as read, up to the newest one at or before a time. It moves the caller's horizon forward only, so it is
     * idempotent. Posting does not mark anything as read.
     *
     * @param upTo whole microseconds, for example {@link Message#createdAt()} of the newest message that the caller has seen
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND}; {@code UP_TO_INVALID} when the time is later
     *     than the newest message
     */
    public void markRead(UUID group, Instant upTo) {
        useCases.horizons().markRead(subject, group, upTo);
    }

    /** Counts the unread messages in the caller's {@value PageRequest#MAX_LIMIT} newest groups. */
    public UnreadCount unread() {
        return useCases.horizons().unread(subject);
    }

    /**
     * Subscribes to the caller's events, as {@link Events#subscribe} does. Read the lists after this has returned, and again at each {@link
     * com.cruddur.messaging.domain.Event.EventsLost}: then nothing is missed.
     *
     * @param subscriber is called on the thread of a publisher. It returns at once and does not throw
     */
    public Events.Subscription subscribe(Consumer<Event> subscriber) {
        return useCases.events().subscribe(me().uuid(), subscriber);
    }

    /** Posts a message to a group. Without a key, a retry stores the message again; see {@link #post(UUID, MessageText, IdempotencyKey)}. */
    public Posted post(UUID group, MessageText text) {
        return post(group, text, null);
    }

    /**
     * Posts a message to a group. Once this returns, the message is durable, and both members see it exactly once.
     *
     * @param key null for none
     * @throws com.cruddur.messaging.domain.MessagingException {@code MESSAGE_GROUP_NOT_FOUND}, {@code IDEMPOTENCY_KEY_REUSED}
     */
    public Posted post(UUID group, MessageText text, @Nullable IdempotencyKey key) {
        return useCases.posting().toGroup(subject, group, text, key);
    }

    /** Posts a message to the user with a handle. Without a key, a retry stores the message again. */
    public Posted postTo(@Nullable String handle, MessageText text) {
        return postTo(handle, text, null);
    }

    /**
     * Posts a message to the user with a handle. It opens the group of the two users, or goes to the group that they have. Two users
     * never have a second group, even where both post a first message at the same time.
     *
     * @param key null for none
     * @throws com.cruddur.messaging.domain.MessagingException {@code USER_RECEIVER_HANDLE_BLANK}, {@code USER_RECEIVER_NOT_FOUND},
     *     {@code MESSAGE_TO_SELF}, {@code IDEMPOTENCY_KEY_REUSED}
     */
    public Posted postTo(@Nullable String handle, MessageText text, @Nullable IdempotencyKey key) {
        return useCases.posting().toHandle(subject, handle, text, key);
    }

    /** Posts a message to a user. Without a key, a retry stores the message again. */
    public Posted postTo(UUID user, MessageText text) {
        return postTo(user, text, null);
    }

    /**
     * Posts a message to a user, as {@link #postTo(String, MessageText, IdempotencyKey)} does. It is for products without handles.
     *
     * @param key null for none
     * @throws com.cruddur.messaging.domain.MessagingException {@code USER_RECEIVER_NOT_FOUND}, {@code MESSAGE_TO_SELF}, {@code
     *     IDEMPOTENCY_KEY_REUSED}
     */
    public Posted postTo(UUID user, MessageText text, @Nullable IdempotencyKey key) {
        return useCases.posting().toUser(subject, user, text, key);
    }
}
