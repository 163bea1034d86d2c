package com.cruddur.messaging.inmemory;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.GroupStatus;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
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

    /** The places of a group's two rows, and the message that they show. */
    private record RowPlaces(Place first, Place second, StoredGroup.Entry shown) {
        Place of(StoredGroup storedGroup, UUID member) {
            return storedGroup.group().members().get(0).equals(member) ? first : second;
        }
    }

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
                    Instant newest = it.snapshot().newest().at();
                    return requireNonNull(rowPlaces.get(group)).shown().at().isBefore(newest);
                }));
    }

    @Override
    public Optional<GroupStatus> find(UUID group, UUID user) {
        return groups.ofMember(group, user).map(it -> {
            StoredGroup.Snapshot snapshot = it.snapshot();
            StoredGroup.Entry otherRead = snapshot.of(it.group().other(user)).read();
            return new GroupStatus(snapshot.row(user, snapshot.newest()), otherRead == null ? null : otherRead.at());
        });
    }

    @Override
    public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
        StoredGroup storedGroup = groups.ofMember(group, reader)
                .orElseThrow(() -> new MessagingException(Reason.MESSAGE_GROUP_NOT_FOUND));
        InboxRows ofReader = rows.computeIfAbsent(reader, it -> new InboxRows());
        synchronized (ofReader) {
            Optional<Instant> horizon = storedGroup.markRead(reader, upTo);
            if (horizon.isPresent()) {
                RowPlaces places = requireNonNull(rowPlaces.get(group));
                ofReader.put(
                        places.of(storedGroup, reader), storedGroup.snapshot().row(reader, places.shown()));
            }
            return horizon;
        }
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
        StoredGroup.Entry newest = snapshot.newest();
        RowPlaces to = new RowPlaces(
                Place.at(newest.at(), sequence.getAndIncrement()),
                Place.at(newest.at(), sequence.getAndIncrement()),
                newest);
        RowPlaces from = rowPlaces.put(group, to);
        if (from != null) {
            ofFirst.remove(from.first());
            ofSecond.remove(from.second());
        }
        ofFirst.put(to.first(), snapshot.row(members.get(0), newest));
        ofSecond.put(to.second(), snapshot.row(members.get(1), newest));
    }
}
