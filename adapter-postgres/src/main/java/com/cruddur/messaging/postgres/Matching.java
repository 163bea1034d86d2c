package com.cruddur.messaging.postgres;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.postgres.Synchronisation.Change;
import com.cruddur.messaging.postgres.Synchronisation.Conflict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the user of each pool user. */
final class Matching {
    private final List<Change> changed = new ArrayList<>();
    private final List<User> unchanged = new ArrayList<>();
    private final List<PoolUser> unmatchedPoolUsers = new ArrayList<>();
    private final List<User> unmatchedUsers = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private Matching() {}

    /** A user as the table has it. */
    record Row(User user, String subject) {}

    static Synchronisation of(Collection<PoolUser> poolUsers, Collection<Row> rows) {
        return new Matching().match(poolUsers, rows);
    }

    private Synchronisation match(Collection<PoolUser> poolUsers, Collection<Row> rows) {
        Map<String, List<PoolUser>> poolUsersByHandle =
                poolUsers.stream().collect(groupingBy(it -> Text.folded(it.handle())));
        Map<String, List<Row>> rowsByHandle =
                rows.stream().collect(groupingBy(it -> Text.folded(it.user().handle())));
        Map<String, Long> poolUsersBySubject = poolUsers.stream().collect(groupingBy(PoolUser::subject, counting()));
        Set<String> handles = new TreeSet<>(poolUsersByHandle.keySet());
        handles.addAll(rowsByHandle.keySet());
        for (String handle : handles) {
            List<PoolUser> its = poolUsersByHandle.getOrDefault(handle, List.of());
            boolean known = its.stream().allMatch(it -> poolUsersBySubject.getOrDefault(it.subject(), 0L) == 1);
            match(handle, its, rowsByHandle.getOrDefault(handle, List.of()), known);
        }
        release(rows);
        return new Synchronisation(changed, unchanged, unmatchedPoolUsers, unmatchedUsers, conflicts);
    }

    private void match(String handle, List<PoolUser> poolUsers, List<Row> rows, boolean known) {
        List<User> users = rows.stream().map(Row::user).toList();
        if (poolUsers.isEmpty()) {
            unmatchedUsers.addAll(users);
        } else if (poolUsers.size() > 1 || rows.size() > 1 || !known) {
            conflicts.add(new Conflict(handle, poolUsers, users));
        } else if (rows.isEmpty()) {
            unmatchedPoolUsers.addAll(poolUsers);
        } else if (rows.get(0).subject().equals(poolUsers.get(0).subject())) {
            unchanged.addAll(users);
        } else {
            changed.add(new Change(
                    users.get(0), rows.get(0).subject(), poolUsers.get(0).subject()));
        }
    }

    /** Nobody keeps a subject that is another's now. */
    private void release(Collection<Row> rows) {
        Set<String> given = changed.stream().map(Change::after).collect(toSet());
        Set<User> settled = changed.stream().map(Change::user).collect(toSet());
        List<Row> released = rows.stream()
                .filter(it -> given.contains(it.subject()) && !settled.contains(it.user()))
                .toList();
        for (Row row : released) {
            changed.add(new Change(row.user(), row.subject(), Account.UNSYNCHRONISED));
            unmatchedUsers.remove(row.user());
        }
        changed.sort(comparing(it -> Text.folded(it.user().handle())));
    }
}
