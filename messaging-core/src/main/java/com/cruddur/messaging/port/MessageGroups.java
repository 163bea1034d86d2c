package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.MessageGroup;
import java.util.Optional;
import java.util.UUID;

/** The groups. A group is found as soon as the post that opened it has returned. */
public interface MessageGroups {
    /** The group of this uuid. */
    Optional<MessageGroup> find(UUID group);

    /** The one group of two users, named in any order. */
    Optional<MessageGroup> findByMembers(UUID one, UUID another);
}
