package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Faults of a store that does one step as two. A rival may come between them. */
final class RaceFaults {
    private RaceFaults() {}

    private static void moment() {
        LockSupport.parkNanos(200_000);
    }

    static final class ReadsThenWrites extends SimpleStore {
        @Override
        public Posted append(UUID group, NewMessage message) {
            StoredGroup to = memberOf(group, message.sender().uuid());
            int before = to.messages.size();
            Instant time = timeOf(to, message);
            moment();
            synchronized (this) {
                Message stored = message.storedIn(group, time);
                if (before < to.messages.size()) {
                    to.messages.set(before, stored);
                } else {
                    to.messages.add(stored);
                }
                return new Posted(stored, false);
            }
        }
    }

    static final class ChoosesTheTimeBeforeTheLock extends SimpleStore {
        @Override
        public Posted append(UUID group, NewMessage message) {
            StoredGroup to = memberOf(group, message.sender().uuid());
            Instant time = timeOf(to, message);
            moment();
            synchronized (this) {
                Message stored = message.storedIn(group, time);
                int place = (int) to.messages.stream()
                        .filter(it -> !it.createdAt().isAfter(time))
                        .count();
                to.messages.add(place, stored);
                return new Posted(stored, false);
            }
        }
    }

    static final class ChecksThePairThenInserts extends SimpleStore {
        @Override
        public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
            MessageGroup group = MessageGroup.of(newGroup, message.sender().uuid(), receiver.uuid());
            Optional<StoredGroup> there = between(group);
            moment();
            synchronized (this) {
                return once(message, () -> write(there.orElseGet(() -> open(group, receiver)), message));
            }
        }
    }

    static final class CommitsTheGroupBeforeItsMessage extends SimpleStore {
        @Override
        public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
            MessageGroup group = MessageGroup.of(newGroup, message.sender().uuid(), receiver.uuid());
            StoredGroup opened;
            synchronized (this) {
                opened = between(group).orElseGet(() -> open(group, receiver));
            }
            moment();
            synchronized (this) {
                return once(message, () -> write(opened, message));
            }
        }
    }

    static final class ChecksTheKeyThenWrites extends SimpleStore {
        @Override
        public Posted append(UUID group, NewMessage message) {
            Optional<Message> answered = findByIdempotencyKey(message);
            moment();
            return answered.map(it -> new Posted(it, true)).orElseGet(() -> writeKeyed(group, message));
        }

        private synchronized Posted writeKeyed(UUID group, NewMessage message) {
            answers.clear();
            return super.append(group, message);
        }
    }

    static final class DeletesARowThenPutsIt extends SimpleStore {
        private volatile UUID deleted;

        @Override
        public void catchUp(UUID group) {
            deleted = group;
            moment();
            deleted = null;
        }

        @Override
        List<InboxEntry> rows(UUID user) {
            UUID missing = deleted;
            return super.rows(user).stream()
                    .filter(it -> !it.group().equals(missing))
                    .toList();
        }
    }
}
