package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.util.Optional;
import java.util.UUID;

/** Faults of a store that lets the wrong people read or write. */
final class AccessFaults {
    private AccessFaults() {}

    static final class ShowsMessagesToStrangers extends SimpleStore {
        @Override
        public synchronized Optional<Page<Message>> newestFirst(UUID group, UUID reader, String position, int limit) {
            return storedGroup(group).map(it -> page(it, position, limit));
        }
    }

    static final class TakesPostsOfStrangers extends SimpleStore {
        @Override
        StoredGroup memberOf(UUID group, UUID user) {
            return storedGroup(group).orElseThrow();
        }
    }

    static final class TakesMessagesToOneself extends SimpleStore {
        @Override
        public synchronized Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
            if (!receiver.equals(message.sender())) {
                return super.appendTo(receiver, newGroup, message);
            }
            MessageGroup group = MessageGroup.of(newGroup, receiver.uuid(), UUID.randomUUID());
            return new Posted(write(open(group, receiver), message), false);
        }
    }
}
