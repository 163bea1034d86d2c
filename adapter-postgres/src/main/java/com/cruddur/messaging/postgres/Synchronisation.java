package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.User;
import java.util.List;

/**
 * The outcome, or the expected one, for each user of the directory and each user of the pool. All lists are in the order of handles.
 *
 * @param changed users who get another subject
 * @param unchanged users who have the subject of their pool user already
 * @param unmatchedPoolUsers pool users whose handle no user has
 * @param unmatchedUsers users whose handle no pool user has; they keep the subject that they have
 * @param conflicts where it cannot be told which pool user is which user: such a user gets no subject. It loses the one that it has
 *     only to a user whose pool user has it now; then it is in {@code changed} too
 */
public record Synchronisation(
        List<Change> changed,
        List<User> unchanged,
        List<PoolUser> unmatchedPoolUsers,
        List<User> unmatchedUsers,
        List<Conflict> conflicts) {
    /**
     * A user who gets another subject.
     *
     * @param before what it was
     * @param after that of its pool user; or {@link Account#UNSYNCHRONISED}, when it has no pool user and another user has its
     *     subject now
     */
    public record Change(User user, String before, String after) {}

    /**
     * A handle that more than one pool user has, or whose pool user shares its subject with another, or that more than one user
     * has (which {@link UsersSchema} prevents).
     *
     * @param handle in lower case
     */
    public record Conflict(String handle, List<PoolUser> poolUsers, List<User> users) {}
}
