package com.cruddur.messaging.application;

import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.Users;

/** All that a caller may do, on one store. */
record UseCases(Users users, Posting posting, Listing listing, Horizons horizons, Events events) {
    /** The same on a store inside a transaction. */
    UseCases on(MessageStore transaction, Announcer announcer) {
        return new UseCases(
                users,
                new Posting(users, transaction, posting.clock(), posting.uuids(), announcer),
                new Listing(users, transaction, listing.cursors()),
                new Horizons(users, transaction, horizons.readReceipts(), announcer),
                events);
    }
}
