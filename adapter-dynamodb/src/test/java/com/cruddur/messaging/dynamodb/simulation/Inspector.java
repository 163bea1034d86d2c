package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.simulation.Key.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks at the whole table after each step, and remembers the rows that it saw. */
final class Inspector {
    private record Membership(User member, User other, UUID group) {
        @Override
        public String toString() {
            return "group %d in the inbox of %s".formatted(group.getLeastSignificantBits(), member.handle());
        }
    }

    private final Table table;
    private final List<Membership> memberships = new ArrayList<>();
    private final Map<Membership, Item.Row> seen = new HashMap<>();
    private int writes;

    Inspector(Table table) {
        this.table = table;
    }

    /** From now on, the group belongs in both inboxes. */
    void opened(MessageGroup group, User lower, User higher) {
        memberships.add(new Membership(lower, higher, group.uuid()));
        memberships.add(new Membership(higher, lower, group.uuid()));
    }

    /** @return the fault that there is now, or was since the last call */
    Optional<String> inspect() {
        if (writes == table.writes()) {
            return Optional.empty();
        }
        writes = table.writes();
        for (Membership it : memberships) {
            Optional<String> wrong = inspect(it);
            if (wrong.isPresent()) {
                return wrong.map(fault -> fault + ": " + it);
            }
        }
        long rows = memberships.stream()
                .map(Membership::member)
                .distinct()
                .mapToLong(member -> table.query(Kind.GRP, member.uuid()).size())
                .sum();
        return rows == memberships.size() ? Optional.empty() : Optional.of("a row of no group");
    }

    private Optional<String> inspect(Membership membership) {
        List<Item.Row> rows = rows(membership);
        if (rows.size() != 1) {
            return Optional.of(rows.isEmpty() ? "the group is missing" : "the group is there twice");
        }
        Item.Row row = rows.get(0);
        Item.Row before = seen.put(membership, row);
        if (before != null
                && (row.shows() < before.shows()
                        || row.key().time() < before.key().time())) {
            return Optional.of("the row moved back");
        }
        Optional<Item.Message> shown = table.get(Key.message(membership.group(), row.shows()), Item.Message.class);
        if (row.key().time() < row.shows()
                || shown.isEmpty()
                || !shown.get().text().equals(row.preview())) {
            return Optional.of("the row stands at no message");
        }
        boolean intact =
                row.foreign().equals(SimulatedGroups.FOREIGN) && row.other().equals(membership.other());
        return intact ? Optional.empty() : Optional.of("the row lost attributes");
    }

    /** @return the fault that is left once the stream has drained: a group not there once, or not at its newest message */
    Optional<String> inspectDrained() {
        return memberships.stream()
                .filter(it -> !isAtNewest(it))
                .findFirst()
                .map(it -> "not at the newest message, once the stream has drained: " + it);
    }

    private boolean isAtNewest(Membership membership) {
        List<Item.Row> rows = rows(membership);
        long newest = table.query(Kind.MSG, membership.group()).lastKey();
        return rows.size() == 1 && rows.get(0).shows() == newest;
    }

    /** Where the rows of an inbox stand now, by group. */
    Map<UUID, Long> places(UUID user) {
        Map<UUID, Long> places = new LinkedHashMap<>();
        table.query(Kind.GRP, user).forEach((place, item) -> places.put(((Item.Row) item).group(), place));
        return places;
    }

    private List<Item.Row> rows(Membership membership) {
        List<Item.Row> rows = new ArrayList<>(2);
        for (Item item : table.query(Kind.GRP, membership.member().uuid()).values()) {
            if (item instanceof Item.Row row && row.group().equals(membership.group())) {
                rows.add(row);
            }
        }
        return rows;
    }
}
