package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One user's rows, the newest first. Whoever moves a row holds the monitors of both members' inboxes while doing so. */
final class Inbox {
    private final NavigableMap<Place, InboxEntry> rows = new TreeMap<>(Comparator.reverseOrder());

    synchronized void put(Place place, InboxEntry row) {
        rows.put(place, row);
    }

    synchronized void remove(Place place) {
        rows.remove(place);
    }

    synchronized Page<InboxEntry> page(Optional<String> position, int limit) {
        Map<Place, InboxEntry> rest = position.map(Place::parse)
                .<Map<Place, InboxEntry>>map(it -> rows.tailMap(it, false))
                .orElse(rows);
        List<InboxEntry> items = new ArrayList<>(Math.min(limit, rows.size()));
        Place last = null;
        Iterator<Map.Entry<Place, InboxEntry>> all = rest.entrySet().iterator();
        while (items.size() < limit && all.hasNext()) {
            Map.Entry<Place, InboxEntry> row = all.next();
            items.add(row.getValue());
            last = row.getKey();
        }
        return new Page<>(items, all.hasNext() ? Optional.of(last.toString()) : Optional.empty());
    }
}
