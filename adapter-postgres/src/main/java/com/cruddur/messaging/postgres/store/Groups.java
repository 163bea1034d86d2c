package com.cruddur.messaging.postgres.store;

/** Conditions on the row {@code g} of {@code message_groups}. */
final class Groups {
    /** It is a group, and the user of the parameter is a member. */
    static final String HAS_MEMBER = "? in (g.lower, g.higher) and g.last_at is not null";

    /** It is the group for first contacts of the two users, named in any order, twice. */
    static final String IS_OF_PAIR = "g.lower = least(?, ?) and g.higher = greatest(?, ?) and not g.extra";

    private Groups() {}
}
