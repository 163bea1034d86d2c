package com.cruddur.messaging.contract;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Faults of a store in its horizons and its unread counts. */
final class ReadFaults {
    private ReadFaults() {}

    static final class CountsOwnMessages extends SimpleStore {
        @Override
        long unread(StoredGroup of, UUID user, Message shown) {
            return Stream.of(user, of.group.other(user))
                    .mapToLong(it -> super.unread(of, it, shown))
                    .sum();
        }
    }

    static final class ResetsACounter extends SimpleStore {
        @Override
        long unread(StoredGroup of, UUID user, Message shown) {
            return of.readUpTo.containsKey(user) ? 0 : super.unread(of, user, shown);
        }
    }

    static final class MovesAHorizonBack extends SimpleStore {
        @Override
        boolean isNews(StoredGroup of, UUID reader, Instant horizon) {
            return !horizon.equals(of.readUpTo.get(reader));
        }
    }

    static final class KeepsATimeBetweenTwoMessages extends SimpleStore {
        @Override
        public synchronized Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
            Optional<Instant> horizon = super.markRead(group, reader, upTo);
            horizon.ifPresent(it -> memberOf(group, reader).readUpTo.put(reader, upTo));
            return horizon.map(it -> upTo);
        }
    }

    static final class TakesALaterTime extends SimpleStore {
        @Override
        void requireNotLater(StoredGroup of, Instant upTo) {}
    }

    static final class LooksAtTheTimeBeforeTheMember extends SimpleStore {
        @Override
        public synchronized Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
            storedGroup(group).ifPresent(it -> requireNotLater(it, upTo));
            return super.markRead(group, reader, upTo);
        }
    }

    static final class MarksWhatItsReaderPosts extends SimpleStore {
        @Override
        Message write(StoredGroup to, NewMessage message) {
            Message stored = super.write(to, message);
            to.readUpTo.put(message.sender().uuid(), stored.createdAt());
            return stored;
        }
    }

    static final class LosesAHorizonToAMove extends SimpleStore {
        @Override
        void show(StoredGroup to, Message stored) {
            super.show(to, stored);
            to.readUpTo.remove(to.group.members().get(0));
        }
    }

    /** Two devices that mark at once both look before either writes, and the earlier time is written last. */
    static final class LosesARacingMark extends SimpleStore {
        private static final int MILLIS = 50;

        private final Exchanger<Instant> devices = new Exchanger<>();

        @Override
        public Optional<Instant> markRead(UUID group, UUID reader, Instant upTo) {
            StoredGroup of = memberOf(group, reader);
            requireNotLater(of, upTo);
            boolean news = isNews(of, reader, upTo);
            Instant other = meetAnother(upTo);
            if (other.isAfter(upTo)) {
                meetAnother(upTo);
            }
            if (news) {
                of.readUpTo.put(reader, upTo);
            }
            if (other.isBefore(upTo)) {
                meetAnother(upTo);
            }
            if (!other.equals(upTo)) {
                meetAnother(upTo);
            }
            return news ? Optional.of(upTo) : Optional.empty();
        }

        private Instant meetAnother(Instant upTo) {
            try {
                return devices.exchange(upTo, MILLIS, MILLISECONDS);
            } catch (TimeoutException alone) {
                return upTo;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static final class FindsTheFirstMessage extends SimpleStore {
        @Override
        Message newestOf(StoredGroup of) {
            return of.messages.get(0);
        }
    }

    static final class RepeatsTheMessageOfTheTime extends SimpleStore {
        @Override
        boolean isAfter(Message message, Instant time) {
            return !message.createdAt().isBefore(time);
        }
    }

    static final class LeadsOnAfterTheNewestMessage extends SimpleStore {
        @Override
        public synchronized Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
            return super.oldestFirst(group, reader, after, limit)
                    .map(it -> new Page<>(it.items(), Optional.of(after.toString())));
        }
    }

    static final class RunsTheActionAtOnce extends SimpleStore {
        private UUID late;

        @Override
        void show(StoredGroup to, Message stored) {
            if (to.shown == null) {
                super.show(to, stored);
            } else {
                late = to.group.uuid();
            }
        }

        @Override
        public synchronized void catchUp(UUID group) {
            if (group.equals(late)) {
                StoredGroup to = storedGroup(group).orElseThrow();
                to.shown = to.newest();
            }
        }
    }
}
