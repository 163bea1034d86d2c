package com.cruddur.messaging.dynamodb.write;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.table.Horizon;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the two inbox rows of a group stand, and the message that they should stand at.
 *
 * @param group the group's uuid
 * @param lower the row of the member whose uuid comes first as text
 * @param higher the row of the other member
 * @param standAt the time of the message that the rows stand at
 * @param newestAt the time of the group's newest message
 * @param preview the text of that message
 * @param sender the uuid of its sender; null where that is not known
 */
public record InboxRows(
        UUID group,
        Row lower,
        Row higher,
        StoredTime standAt,
        StoredTime newestAt,
        String preview,
        @Nullable UUID sender) {
    public InboxRows {
        requireNonNull(group, "group");
        requireNonNull(lower, "lower");
        requireNonNull(higher, "higher");
        requireNonNull(standAt, "standAt");
        requireNonNull(newestAt, "newestAt");
        requireNonNull(preview, "preview");
    }

    /** Whether the group has a message that is newer than the one that the rows show. */
    public boolean areBehind() {
        return standAt.instant().isBefore(newestAt.instant());
    }

    /** Whether the rows show a later message than the one that the group was read with: that one was read too early. */
    boolean areAhead() {
        return newestAt.instant().isBefore(standAt.instant());
    }

    /** These rows with their member of that uuid under these names; empty where it has them already, or is no member. */
    public Optional<InboxRows> renamed(User user) {
        Row newLower = lower.renamed(user);
        Row newHigher = higher.renamed(user);
        return newLower.equals(lower) && newHigher.equals(higher)
                ? Optional.empty()
                : Optional.of(new InboxRows(group, newLower, newHigher, standAt, newestAt, preview, sender));
    }

    public Row row(MemberSlot side) {
        return side == MemberSlot.LOWER ? lower : higher;
    }

    /** The side of a member; empty for a user who is not one. */
    Optional<MemberSlot> side(UUID user) {
        return Stream.of(MemberSlot.values())
                .filter(it -> row(it).member().uuid().equals(user))
                .findFirst();
    }

    /**
     * One member's row.
     *
     * @param member whose inbox it is in, under the names that this member was last renamed to, posted under or was first written to by
     * @param place where it stands in that inbox, in the store's own terms
     * @param sent how many messages this member has sent, up to the group's newest message
     * @param horizon how far this member has read
     */
    public record Row(User member, String place, long sent, Horizon horizon) {
        public Row {
            requireNonNull(member, "member");
            requireNonNull(place, "place");
            requireNonNull(horizon, "horizon");
        }

        private Row renamed(User user) {
            return member.uuid().equals(user.uuid()) ? new Row(user, place, sent, horizon) : this;
        }
    }
}
