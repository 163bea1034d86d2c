package com.cruddur.messaging.app.copy;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.port.StoreContents;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.UsedKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The smallest contents: in maps. */
class MapContents implements StoreContents {
    final Map<UUID, StoredGroup> groups = new LinkedHashMap<>();
    final Map<UUID, List<Message>> messages = new LinkedHashMap<>();
    final List<UsedKey> keys = new ArrayList<>();

    @Override
    public void groups(Consumer<StoredGroup> each) {
        List.copyOf(groups.values()).forEach(each);
    }

    @Override
    public Optional<StoredGroup> find(UUID group) {
        return Optional.ofNullable(groups.get(group));
    }

    @Override
    public Stream<Message> messages(UUID group) {
        return messages.getOrDefault(group, List.of()).stream();
    }

    @Override
    public void usedKeys(Instant since, Consumer<UsedKey> each) {
        keys.stream().filter(it -> !it.usedAt().isBefore(since)).forEach(each);
    }

    @Override
    public void add(StoredGroup group, Stream<Message> all) {
        messages.put(group.uuid(), new ArrayList<>(all.toList()));
        groups.put(group.uuid(), group);
    }

    @Override
    public boolean add(UsedKey key) {
        return messages.containsKey(key.group()) && (keys.contains(key) || keys.add(key));
    }
}
