package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Deadline;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.InboxRows;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

/**
 * The groups, their messages and their members' inboxes, in memory: gone with the process. Thread-safe; posts to different
 * groups do not wait for each other, and reading messages waits for nobody.
 *
 * <p>Monitors are taken in this order: an idempotency key, opening, the lower member's inbox, the higher member's.
 */
public final class InMemoryStore implements Messages, MessageGroups {
    private final Map<UUID, Conversation> conversations = new ConcurrentHashMap<>();
    private final Map<Pair, Group> pairs = new ConcurrentHashMap<>();
    private final Map<UUID, Inbox> inboxes = new ConcurrentHashMap<>();
    private final Answers answers = new Answers();
    private final Positions positions = new Positions();
    private final AtomicLong turns = new AtomicLong();
    private final Object opening = new Object();

    private record Pair(UUID lower, UUID higher) {}

    /** This: nobody waits here for longer than another post to the same group takes. */
    @Override
    public InMemoryStore within(Deadline deadline) {
        return this;
    }

    @Override
    public Page<Message> newestFirst(UUID group, Optional<String> position, int limit) {
        Conversation conversation = conversations.get(group);
        return conversation == null
                ? nothing()
                : positions.mark(conversation.newestFirst(positions.unmark(position), limit));
    }

    @Override
    public Message append(Group group, Draft draft) {
        return answers.answerOrWrite(
                        draft,
                        () -> Optional.of(conversation(group, draft.sender()).append(draft)))
                .orElseThrow();
    }

    @Override
    public Optional<Message> answered(Draft draft) {
        return answers.answered(draft);
    }

    @Override
    public Optional<Group> find(UUID group) {
        return Optional.ofNullable(conversations.get(group)).map(Conversation::group);
    }

    @Override
    public Optional<Group> between(UUID one, UUID another) {
        Group pair = Group.of(one, one, another);
        return Optional.ofNullable(pairs.get(new Pair(pair.lower(), pair.higher())));
    }

    @Override
    public Optional<Message> open(Group group, User receiver, Draft draft) {
        return answers.answerOrWrite(draft, () -> openUnlessThere(group, receiver, draft));
    }

    @Override
    public Page<InboxEntry> inbox(UUID user, Optional<String> position, int limit) {
        Inbox inbox = inboxes.get(user);
        return inbox == null ? nothing() : positions.mark(inbox.page(positions.unmark(position), limit));
    }

    @Override
    public Optional<InboxRows> rows(UUID group) {
        return Optional.ofNullable(conversations.get(group)).map(Conversation::rows);
    }

    @Override
    public boolean move(InboxRows rows) {
        Conversation conversation = conversations.get(rows.group());
        return conversation != null
                && underBothInboxes(conversation.group(), (lower, higher) -> {
                    boolean stillThere = conversation.standing().isOf(rows);
                    if (stillThere) {
                        move(conversation, rows, lower, higher);
                    }
                    return stillThere;
                });
    }

    @Override
    public boolean rename(UUID group, User member) {
        Conversation conversation = conversations.get(group);
        return conversation != null
                && underBothInboxes(conversation.group(), (lower, higher) -> {
                    boolean renamed = conversation.rename(member);
                    if (renamed) {
                        move(conversation, conversation.rows(), lower, higher);
                    }
                    return renamed;
                });
    }

    private void move(Conversation conversation, InboxRows rows, Inbox lower, Inbox higher) {
        Standing from = conversation.standing();
        Standing to = standing(rows.newestAt());
        lower.remove(from.lower());
        higher.remove(from.higher());
        lower.put(to.lower(), entry(rows, rows.higher().member()));
        higher.put(to.higher(), entry(rows, rows.lower().member()));
        conversation.standAt(to);
    }

    private boolean underBothInboxes(Group group, BiPredicate<Inbox, Inbox> change) {
        Inbox lower = inbox(group.lower());
        Inbox higher = inbox(group.higher());
        synchronized (lower) {
            synchronized (higher) {
                return change.test(lower, higher);
            }
        }
    }

    private Optional<Message> openUnlessThere(Group group, User receiver, Draft draft) {
        Pair pair = new Pair(group.lower(), group.higher());
        Message first = draft.storedIn(group.uuid(), draft.now());
        Conversation conversation = new Conversation(group, receiver, first, standing(draft.now()));
        InboxRows rows = conversation.rows();
        Inbox lower = inbox(group.lower());
        Inbox higher = inbox(group.higher());
        synchronized (opening) {
            if (pairs.containsKey(pair)) {
                return Optional.empty();
            }
            synchronized (lower) {
                synchronized (higher) {
                    lower.put(
                            conversation.standing().lower(),
                            entry(rows, rows.higher().member()));
                    higher.put(
                            conversation.standing().higher(),
                            entry(rows, rows.lower().member()));
                    conversations.put(group.uuid(), conversation);
                    pairs.put(pair, group);
                    return Optional.of(first);
                }
            }
        }
    }

    private Conversation conversation(Group group, User sender) {
        return Optional.ofNullable(conversations.get(group.uuid()))
                .filter(it -> it.group().includes(sender.uuid()))
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
    }

    private Inbox inbox(UUID user) {
        return inboxes.computeIfAbsent(user, it -> new Inbox());
    }

    private Standing standing(Instant at) {
        return new Standing(Place.at(at, turns.getAndIncrement()), Place.at(at, turns.getAndIncrement()), at);
    }

    private static InboxEntry entry(InboxRows rows, User other) {
        return new InboxEntry(rows.group(), other, rows.preview(), rows.newestAt());
    }

    private static <T> Page<T> nothing() {
        return new Page<>(List.of(), Optional.empty());
    }
}
