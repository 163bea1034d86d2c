package com.cruddur.messaging.app.serve;

import com.cruddur.messaging.app.dev.LocalUsers;
import com.cruddur.messaging.app.seed.SeedLoader;
import com.cruddur.messaging.app.seed.Transcript;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Users;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the seeded conversation in a store for local work. */
final class SeededStore {
    private static final Logger LOG = LoggerFactory.getLogger(SeededStore.class);

    private SeededStore() {}

    /** Loads the seeded conversation, unless the two users have other messages there from earlier runs. */
    static void load(Users users, SeedLoader loader) {
        List<User> people = SeedLoader.HANDLES.stream()
                .flatMap(it -> LocalUsers.seeded(users, it).stream())
                .toList();
        if (people.size() < SeedLoader.HANDLES.size()) {
            LOG.warn("one of the two users of the seeded conversation is gone: it is not loaded");
            return;
        }
        loader.load(Transcript.seed(), SeedLoader.GROUP, people.get(0), people.get(1), stored -> {});
    }
}
