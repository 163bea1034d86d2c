package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Faults of a store in its inboxes. */
final class InboxFaults {
    private InboxFaults() {}

    static final class NeverCatchesUp extends SimpleStore {
        @Override
        void show(StoredGroup to, Message stored) {
            if (to.shown == null) {
                super.show(to, stored);
            }
        }
    }

    static final class MovesOneRow extends SimpleStore {
        @Override
        InboxEntry row(StoredGroup of, UUID user) {
            InboxEntry right = super.row(of, user);
            return user.equals(of.group.members().get(0)) ? right : super.row(of, user, of.messages.get(0));
        }
    }

    static final class KeepsTheOrderOfOpening extends SimpleStore {
        @Override
        Comparator<InboxEntry> order() {
            return Comparator.comparingInt(
                    it -> storedGroups.indexOf(storedGroup(it.group()).orElseThrow()));
        }
    }

    static final class HasOneRowAnInstant extends SimpleStore {
        @Override
        List<InboxEntry> rows(UUID user) {
            Map<Object, InboxEntry> byTime = super.rows(user).stream()
                    .collect(Collectors.toMap(
                            InboxEntry::lastMessageAt, Function.identity(), (old, row) -> row, LinkedHashMap::new));
            return List.copyOf(byTime.values());
        }
    }

    static final class RenamesTheReceiver extends SimpleStore {
        @Override
        public synchronized Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
            Posted posted = super.appendTo(receiver, newGroup, message);
            storedGroup(posted.message().group()).orElseThrow().names.put(receiver.uuid(), receiver);
            return posted;
        }
    }

    static final class ForgetsRenames extends SimpleStore {
        @Override
        public synchronized int rename(User user) {
            return 1;
        }
    }

    static final class RenamesMessages extends SimpleStore {
        @Override
        public synchronized int rename(User user) {
            storedGroups.forEach(storedGroup ->
                    storedGroup.messages.replaceAll(it -> it.sender().uuid().equals(user.uuid())
                            ? new Message(it.uuid(), it.group(), user, it.text(), it.createdAt())
                            : it));
            return super.rename(user);
        }
    }
}
