package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A group, as it is moved from one store to another.
 *
 * @param uuid identifies the group
 * @param members both members, in the order of their uuids as text, with the names that the inboxes show
 * @param newestAt the time of the newest message
 * @param extra whether the two have another group, to which first contacts go
 * @param reading how far each member has read, in the order of the members
 */
public record StoredGroup(UUID uuid, List<User> members, Instant newestAt, boolean extra, List<ReadState> reading) {
    /** @throws IllegalArgumentException when the members are not two users in the order of their uuids as text, each with a state */
    public StoredGroup {
        requireNonNull(uuid, "uuid");
        requireNonNull(newestAt, "newestAt");
        members = List.copyOf(members);
        reading = List.copyOf(reading);
        new MessageGroup(uuid, members.stream().map(User::uuid).toList());
        if (reading.size() != members.size()) {
            throw new IllegalArgumentException("there is one reading state for each member");
        }
    }

    /** The group and its members' uuids. */
    public MessageGroup group() {
        return new MessageGroup(uuid, members.stream().map(User::uuid).toList());
    }

    /**
     * How far a member has read.
     *
     * @param sent how many messages this member has sent since the store keeps counts
     * @param read how many messages of the other member this one has read, counted from the same beginning
     * @param readUpTo the time of the newest message that this member has marked as read; null when there is none
     */
    public record ReadState(long sent, long read, @Nullable Instant readUpTo) {}
}
