package com.cruddur.messaging.inmemory;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Inbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Two rows of a group change together, under the monitors of both members' rows. Readers see both or neither. */
final class InMemoryInbox implements Inbox {
    private final Conversations conversations;
    private final Positions positions;
    private final Map<UUID, InboxRows> rows = new ConcurrentHashMap<>();
    private final Map<UUID, Standing> standings = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();

    /** The places of a group's two rows, and the time of the message that they show. */
    private record Standing(Place first, Place second, Instant at) {}

    InMemoryInbox(Conversations conversations, Positions positions) {
        this.conversations = conversations;
        this.positions = positions;
    }

    @Override
    public Page<InboxEntry> newestFirst(UUID user, @Nullable String position, int limit) {
        InboxRows ofUser = rows.get(user);
        return ofUser == null
                ? new Page<>(List.of(), Optional.empty())
                : positions.mark(ofUser.page(positions.unmark(position), limit));
    }

    @Override
    public void catchUp(UUID group) {
        conversations
                .of(group)
                .ifPresent(it -> changeBothRows(it, () -> {
                    Instant newest = it.log().newest().createdAt();
                    return requireNonNull(standings.get(group)).at().isBefore(newest);
                }));
    }

    @Override
    public int rename(User user) {
        InboxRows ofUser = rows.get(user.uuid());
        return ofUser == null
                ? 0
                : (int) ofUser.groups().stream()
                        .flatMap(it -> conversations.of(it).stream())
                        .filter(it -> changeBothRows(it, () -> it.rename(user)))
                        .count();
    }

    /** Shows a new group to both members, and makes it known at the same moment. */
    void open(Conversation conversation, Runnable makeKnown) {
        changeBothRows(conversation, () -> {
            makeKnown.run();
            return true;
        });
    }

    private boolean changeBothRows(Conversation conversation, BooleanSupplier decide) {
        List<UUID> members = conversation.group().members();
        InboxRows ofFirst = rows.computeIfAbsent(members.get(0), it -> new InboxRows());
        InboxRows ofSecond = rows.computeIfAbsent(members.get(1), it -> new InboxRows());
        synchronized (ofFirst) {
            synchronized (ofSecond) {
                boolean change = decide.getAsBoolean();
                if (change) {
                    replace(conversation, ofFirst, ofSecond);
                }
                return change;
            }
        }
    }

    private void replace(Conversation conversation, InboxRows ofFirst, InboxRows ofSecond) {
        UUID group = conversation.group().uuid();
        List<UUID> members = conversation.group().members();
        Conversation.Log log = conversation.log();
        Message newest = log.newest();
        Instant at = newest.createdAt();
        Standing to = new Standing(Place.at(at, turns.getAndIncrement()), Place.at(at, turns.getAndIncrement()), at);
        Standing from = standings.put(group, to);
        if (from != null) {
            ofFirst.remove(from.first());
            ofSecond.remove(from.second());
        }
        ofFirst.put(to.first(), new InboxEntry(group, log.other(members.get(0)), newest.text(), at));
        ofSecond.put(to.second(), new InboxEntry(group, log.other(members.get(1)), newest.text(), at));
    }
}
