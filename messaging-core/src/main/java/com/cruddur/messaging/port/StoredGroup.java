package com.cruddur.messaging.port;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A group, as it is moved from one store to another.
 *
 * @param uuid identifies the group
 * @param members both members, in the order of their uuids as text, with the names that the inboxes show
 * @param newestAt the time of the newest message
 * @param extra whether the two have another group, to which first contacts go
 */
public record StoredGroup(UUID uuid, List<User> members, Instant newestAt, boolean extra) {
    /** @throws IllegalArgumentException when the members are not two users in the order of their uuids as text */
    public StoredGroup {
        requireNonNull(uuid, "uuid");
        requireNonNull(newestAt, "newestAt");
        members = List.copyOf(members);
        new MessageGroup(uuid, members.stream().map(User::uuid).toList());
    }

    /** The group and its members' uuids. */
    public MessageGroup group() {
        return new MessageGroup(uuid, members.stream().map(User::uuid).toList());
    }
}
