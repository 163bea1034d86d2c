package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.MessageGroup;
import java.util.Optional;
import java.util.UUID;

/** The groups. A group is found from the moment when the post that opened it has returned. */
public interface MessageGroups {
    /** The group with this uuid. */
    Optional<MessageGroup> find(UUID group);

    /** The one group of two users, in any order. Empty when they have none, and when both are the same user. */
    Optional<MessageGroup> findByMembers(UUID one, UUID another);
}
