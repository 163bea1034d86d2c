package com.cruddur.messaging.postgres;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.UserPool.Member;
import java.util.List;

/**
 * What became, or would become, of each user of the directory and each member of the pool that has a handle. All lists are in
 * the order of handles.
 *
 * @param changed users who get another subject
 * @param unchanged users who have their member's subject already
 * @param unmatchedMembers members whose handle no user has
 * @param unmatchedUsers users whose handle no member has, and who keep the subject that they have
 * @param conflicts where it cannot be told which member is which user: such a user gets no subject, and loses the one that it
 *     has only to a user whose member has it now; then it is in {@code changed} too
 */
public record Synchronisation(
        List<Change> changed,
        List<User> unchanged,
        List<Member> unmatchedMembers,
        List<User> unmatchedUsers,
        List<Conflict> conflicts) {
    /**
     * A user who gets another subject.
     *
     * @param before what it was
     * @param after its member's; or {@link Account#UNSYNCHRONISED}, when it has no member, and what it was is now another's
     */
    public record Change(User user, String before, String after) {}

    /**
     * A handle that more than one member has, or whose member's subject another member has too, or that more than one user has
     * (which {@link UsersSchema} prevents).
     *
     * @param handle in lower case
     */
    public record Conflict(String handle, List<Member> members, List<User> users) {}
}
