package com.cruddur.messaging.dynamodb.simulation;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pages through an inbox, a page a step, while others move its rows. */
final class Reader {
    private final UUID user;
    private final int limit;
    private final Inspector inspector;
    private final Map<UUID, Long> placesBefore;
    private final List<UUID> shown = new ArrayList<>();
    private Optional<String> position = Optional.empty();

    Reader(UUID user, int limit, Inspector inspector) {
        this.user = user;
        this.limit = limit;
        this.inspector = inspector;
        this.placesBefore = inspector.places(user);
    }

    /** @return whether that was the last page */
    boolean readPage(SimulatedGroups groups) {
        Page<InboxEntry> page = groups.inbox(user, position, limit);
        page.items().forEach(it -> shown.add(it.group()));
        position = page.next();
        return position.isEmpty();
    }

    /** @return the faults of the pages, once they are read */
    Optional<String> inspect() {
        Map<UUID, Long> placesNow = inspector.places(user);
        for (UUID group : placesNow.keySet()) {
            int times = Collections.frequency(shown, group);
            boolean stoodStill = placesNow.get(group).equals(placesBefore.get(group));
            if (times > 1 || stoodStill && times == 0) {
                return Optional.of("pages of " + limit + " showed group " + group + " " + times + " times");
            }
        }
        return Optional.empty();
    }
}
