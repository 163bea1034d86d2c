package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One user's rows, the newest first. A row moves under the locks of both members' rows. */
final class InboxRows {
    private final NavigableMap<Place, InboxEntry> rows = new TreeMap<>(Comparator.reverseOrder());

    synchronized void put(Place place, InboxEntry row) {
        rows.put(place, row);
    }

    synchronized void remove(Place place) {
        rows.remove(place);
    }

    synchronized List<UUID> groups() {
        return rows.values().stream().map(InboxEntry::group).toList();
    }

    synchronized Page<InboxEntry> page(@Nullable String position, int limit) {
        Map<Place, InboxEntry> rest = position == null ? rows : rows.tailMap(Place.parse(position), false);
        List<Map.Entry<Place, InboxEntry>> items =
                rest.entrySet().stream().limit(limit + 1L).toList();
        List<InboxEntry> page =
                items.stream().limit(limit).map(Map.Entry::getValue).toList();
        return new Page<>(
                page,
                items.size() > limit ? Optional.of(items.get(limit - 1).getKey().toString()) : Optional.empty());
    }
}
