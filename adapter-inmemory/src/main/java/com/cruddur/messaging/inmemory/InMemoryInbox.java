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

/** Both rows of a group change together, under the locks of both members' inboxes. Readers see both changes or none. */
final class InMemoryInbox implements Inbox {
    private final InMemoryGroups groups;
    private final Positions positions;
    private final Map<UUID, InboxRows> rows = new ConcurrentHashMap<>();
    private final Map<UUID, RowPlaces> rowPlaces = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();

    /** The places of a group's two rows, and the time of the message that they show. */
    private record RowPlaces(Place first, Place second, Instant at) {}

    InMemoryInbox(InMemoryGroups groups, Positions positions) {
        this.groups = groups;
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
        groups.of(group)
                .ifPresent(it -> changeBothRows(it, () -> {
                    Instant newest = it.snapshot().newest().createdAt();
                    return requireNonNull(rowPlaces.get(group)).at().isBefore(newest);
                }));
    }

    @Override
    public int rename(User user) {
        InboxRows ofUser = rows.get(user.uuid());
        return ofUser == null
                ? 0
                : (int) ofUser.groups().stream()
                        .flatMap(it -> groups.of(it).stream())
                        .filter(it -> changeBothRows(it, () -> it.rename(user)))
                        .count();
    }

    /** Shows a new group to both members, and makes it known at the same moment. */
    void open(StoredGroup storedGroup, Runnable makeKnown) {
        changeBothRows(storedGroup, () -> {
            makeKnown.run();
            return true;
        });
    }

    private boolean changeBothRows(StoredGroup storedGroup, BooleanSupplier decide) {
        List<UUID> members = storedGroup.group().members();
        InboxRows ofFirst = rows.computeIfAbsent(members.get(0), it -> new InboxRows());
        InboxRows ofSecond = rows.computeIfAbsent(members.get(1), it -> new InboxRows());
        synchronized (ofFirst) {
            synchronized (ofSecond) {
                boolean change = decide.getAsBoolean();
                if (change) {
                    replace(storedGroup, ofFirst, ofSecond);
                }
                return change;
            }
        }
    }

    private void replace(StoredGroup storedGroup, InboxRows ofFirst, InboxRows ofSecond) {
        UUID group = storedGroup.group().uuid();
        List<UUID> members = storedGroup.group().members();
        StoredGroup.Snapshot snapshot = storedGroup.snapshot();
        Message newest = snapshot.newest();
        Instant at = newest.createdAt();
        RowPlaces to =
                new RowPlaces(Place.at(at, sequence.getAndIncrement()), Place.at(at, sequence.getAndIncrement()), at);
        RowPlaces from = rowPlaces.put(group, to);
        if (from != null) {
            ofFirst.remove(from.first());
            ofSecond.remove(from.second());
        }
        ofFirst.put(to.first(), new InboxEntry(group, snapshot.other(members.get(0)), newest.text(), at));
        ofSecond.put(to.second(), new InboxEntry(group, snapshot.other(members.get(1)), newest.text(), at));
    }
}
