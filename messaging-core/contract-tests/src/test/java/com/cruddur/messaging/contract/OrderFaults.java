package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Faults of a store that changes the order or the content of messages. */
final class OrderFaults {
    private OrderFaults() {}

    static final class TrustsTheClock extends SimpleStore {
        @Override
        Instant timeOf(StoredGroup to, NewMessage message) {
            return message.now();
        }
    }

    static final class SharesATime extends SimpleStore {
        @Override
        Instant timeOf(StoredGroup to, NewMessage message) {
            Instant last = to.messages.isEmpty() ? Instant.MIN : to.newest().createdAt();
            return message.now().isBefore(last) ? last : message.now();
        }
    }

    static final class CutsTimesToMilliseconds extends SimpleStore {
        @Override
        Instant timeOf(StoredGroup to, NewMessage message) {
            return super.timeOf(to, message).truncatedTo(ChronoUnit.MILLIS);
        }
    }

    static final class TrimsTexts extends SimpleStore {
        @Override
        Message write(StoredGroup to, NewMessage message) {
            Message stored = super.write(to, message);
            to.messages.set(
                    to.messages.size() - 1,
                    new Message(
                            stored.uuid(),
                            stored.group(),
                            stored.sender(),
                            stored.text().strip(),
                            stored.createdAt()));
            return stored;
        }
    }

    static final class ShowsTheNewestNames extends SimpleStore {
        @Override
        Page<Message> page(StoredGroup of, String position, int limit) {
            Page<Message> page = super.page(of, position, limit);
            return new Page<>(
                    page.items().stream()
                            .map(it -> new Message(
                                    it.uuid(),
                                    it.group(),
                                    of.names.get(it.sender().uuid()),
                                    it.text(),
                                    it.createdAt()))
                            .toList(),
                    page.next());
        }
    }
}
