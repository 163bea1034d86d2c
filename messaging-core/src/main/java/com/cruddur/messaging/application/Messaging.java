package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Deadline;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Direct messages between two people: everything that a caller may do.
 *
 * <p>The caller is named by the subject of an access token that was verified before, and must be a member of a group to
 * read it or to post to it; a stranger gets the same answer for a group that exists and for one that does not.
 * Thread-safe.
 *
 * <p>Beside what each method says, all of them throw {@link MessagingException} with {@code COGNITO_USER_ID_BLANK} or
 * {@code USER_UNKNOWN} for a caller who is nobody here, and {@link com.cruddur.messaging.port.StorageException} when a
 * store fails.
 */
public final class Messaging {
    /** How long a post or a first contact may take in all, unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String INBOX = "message_groups";

    private final Users users;
    private final MessageGroups groups;
    private final Inboxes inboxes;
    private final Messages messages;
    private final Cursors cursors;
    private final Clock clock;
    private final Supplier<UUID> uuids;
    private final Duration patience;

    /**
     * @param clock may differ from those of other instances; the order of messages does not depend on it
     * @param uuids gives a new uuid at each call, to groups and to messages; who cannot guess one should not be able to
     */
    public Messaging(
            Users users, MessageGroups groups, Messages messages, Cursors cursors, Clock clock, Supplier<UUID> uuids) {
        this(users, groups, messages, cursors, clock, uuids, PATIENCE);
    }

    /**
     * As the other constructor.
     *
     * @param patience how long {@link #post} and {@link #postFirst} may take in all, by {@code clock}; then they fail with {@link
     *     com.cruddur.messaging.port.StorageException}
     */
    public Messaging(
            Users users,
            MessageGroups groups,
            Messages messages,
            Cursors cursors,
            Clock clock,
            Supplier<UUID> uuids,
            Duration patience) {
        this.users = users;
        this.groups = groups;
        this.inboxes = new Inboxes(groups);
        this.messages = messages;
        this.cursors = cursors;
        this.clock = clock;
        this.uuids = uuids;
        this.patience = patience;
    }

    /**
     * Pattern A: the newest messages of a group, or older ones where a cursor says so, oldest first. {@link
     * Page#next()} leads to the messages before them.
     *
     * @throws MessagingException {@code MESSAGE_GROUP_NOT_FOUND}, {@code CURSOR_INVALID}
     */
    public Page<Message> listMessages(String subject, UUID group, PageRequest request) {
        User caller = caller(subject);
        groupOf(caller, group, groups);
        Optional<String> position = cursors.open(request.cursor(), group.toString(), caller.uuid());
        Page<Message> page = messages.newestFirst(group, position, request.limit());
        return cursors.seal(oldestFirst(page), group.toString(), caller.uuid());
    }

    /**
     * Pattern B: the caller's groups, the one with the newest message first. The list follows the messages as soon as
     * {@link #refreshInboxes} has run for them.
     *
     * @throws MessagingException {@code CURSOR_INVALID}
     */
    public Page<InboxEntry> listMessageGroups(String subject, PageRequest request) {
        User caller = caller(subject);
        Optional<String> position = cursors.open(request.cursor(), INBOX, caller.uuid());
        return cursors.seal(groups.inbox(caller.uuid(), position, request.limit()), INBOX, caller.uuid());
    }

    /**
     * Pattern C: posts a message to a group. Once this returns, both members read it, exactly once, for ever.
     *
     * @param key makes a retry answer what the first attempt answered, for at least 24 hours
     * @throws MessagingException {@code MESSAGE_GROUP_NOT_FOUND}, {@code IDEMPOTENCY_KEY_REUSED}
     */
    public Message post(String subject, UUID group, MessageText text, Optional<IdempotencyKey> key) {
        Deadline deadline = Deadline.after(patience, clock);
        User sender = caller(subject);
        Group known = groupOf(sender, group, groups.within(deadline));
        return messages.within(deadline).append(known, draft(sender, text, key, "group " + group));
    }

    /**
     * Pattern D: posts the first message to a user, which opens their group; where the two have a group, the message
     * goes to it. There is never a second one, whoever else posts a first message at the same time.
     *
     * @param handle the receiver's handle
     * @param key as in {@link #post}
     * @throws MessagingException {@code USER_RECEIVER_HANDLE_BLANK}, {@code USER_RECEIVER_NOT_FOUND}, {@code
     *     MESSAGE_TO_SELF}, {@code IDEMPOTENCY_KEY_REUSED}
     */
    public Message postFirst(String subject, String handle, MessageText text, Optional<IdempotencyKey> key) {
        Deadline deadline = Deadline.after(patience, clock);
        User sender = caller(subject);
        if (handle == null || Text.isBlank(handle)) {
            throw new MessagingException(Reason.USER_RECEIVER_HANDLE_BLANK);
        }
        Draft draft = draft(sender, text, key, "handle " + handle);
        Optional<User> receiver = users.byHandle(handle);
        if (receiver.isPresent() && !receiver.get().uuid().equals(sender.uuid())) {
            return postBetween(sender, receiver.get(), draft, deadline);
        }
        // A retry is answered as its first attempt was, though the receiver may have changed handles since.
        return messages.within(deadline)
                .answered(draft)
                .orElseThrow(() -> new MessagingException(
                        receiver.isPresent() ? Reason.MESSAGE_TO_SELF : Reason.USER_RECEIVER_NOT_FOUND));
    }

    private Message postBetween(User sender, User receiver, Draft draft, Deadline deadline) {
        MessageGroups bounded = groups.within(deadline);
        Optional<Group> group = bounded.between(sender.uuid(), receiver.uuid());
        if (group.isEmpty()) {
            Group fresh = Group.of(uuids.get(), sender.uuid(), receiver.uuid());
            Optional<Message> first = bounded.open(fresh, receiver, draft);
            if (first.isPresent()) {
                return first.get();
            }
            group = bounded.between(sender.uuid(), receiver.uuid());
        }
        return messages.within(deadline).append(group.orElseThrow(), draft);
    }

    /**
     * Pattern E: moves both members' inbox rows to the group's newest message, as {@link Inboxes#refresh} says.
     *
     * @return whether this call moved them
     */
    public boolean refreshInboxes(UUID group) {
        return inboxes.refresh(group);
    }

    /**
     * The user of a handle. Open to everybody.
     *
     * @throws MessagingException {@code USER_NOT_FOUND}
     */
    public User user(String handle) {
        return users.byHandle(handle).orElseThrow(() -> new MessagingException(Reason.USER_NOT_FOUND));
    }

    private User caller(String subject) {
        if (subject == null || Text.isBlank(subject)) {
            throw new MessagingException(Reason.COGNITO_USER_ID_BLANK);
        }
        return users.bySubject(subject).orElseThrow(() -> new MessagingException(Reason.USER_UNKNOWN));
    }

    private static Group groupOf(User caller, UUID group, MessageGroups groups) {
        return groups.find(group)
                .filter(it -> it.includes(caller.uuid()))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    private Draft draft(User sender, MessageText text, Optional<IdempotencyKey> key, String target) {
        Optional<Idempotency> idempotency = key.map(it -> new Idempotency(it, Fingerprint.of(target, text)));
        return new Draft(uuids.get(), sender, text, clock.instant().truncatedTo(ChronoUnit.MICROS), idempotency);
    }

    private static Page<Message> oldestFirst(Page<Message> page) {
        List<Message> items = new ArrayList<>(page.items());
        Collections.reverse(items);
        return new Page<>(items, page.next());
    }
}
