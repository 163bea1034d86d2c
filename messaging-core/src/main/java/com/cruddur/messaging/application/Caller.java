package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import java.util.UUID;
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
    private final Posting posting;
    private final Listing listing;

    Caller(@Nullable String subject, Posting posting, Listing listing) {
        this.subject = subject;
        this.posting = posting;
        this.listing = listing;
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
        return listing.messages(subject, group, request);
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
        return listing.messageGroups(subject, request);
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
        return posting.toGroup(subject, group, text, key);
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
        return posting.toHandle(subject, handle, text, key);
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
        return posting.toUser(subject, user, text, key);
    }
}
