package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.MessageStore;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.Users;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The use cases that post a message. */
record Posting(Users users, MessageStore store, Clock clock, Supplier<UUID> uuids, Announcer announcer) {
    Posted toGroup(@Nullable String subject, UUID group, MessageText text, @Nullable IdempotencyKey key) {
        User sender = Callers.find(users, subject);
        NewMessage message = message(sender, text, key, "group " + group);
        try {
            return told(store.messages().append(group, message));
        } catch (StorageException e) {
            announcer.perhapsChanged(group);
            throw e;
        }
    }

    Posted toHandle(@Nullable String subject, @Nullable String handle, MessageText text, @Nullable IdempotencyKey key) {
        User sender = Callers.find(users, subject);
        if (handle == null || Text.isBlank(handle)) {
            throw new MessagingException(Reason.USER_RECEIVER_HANDLE_BLANK);
        }
        return toReceiver(users.byHandle(handle), message(sender, text, key, "handle " + handle));
    }

    Posted toUser(@Nullable String subject, UUID user, MessageText text, @Nullable IdempotencyKey key) {
        User sender = Callers.find(users, subject);
        return toReceiver(users.byUuid(user), message(sender, text, key, "user " + user));
    }

    private Posted toReceiver(Optional<User> receiver, NewMessage message) {
        if (receiver.isEmpty()) {
            return firstAnswer(message, Reason.USER_RECEIVER_NOT_FOUND);
        }
        if (receiver.get().uuid().equals(message.sender().uuid())) {
            return firstAnswer(message, Reason.MESSAGE_TO_SELF);
        }
        Posted posted = store.messages().appendTo(receiver.get(), uuids.get(), message);
        if (posted.repeated()) {
            return told(posted);
        }
        UUID sender = message.sender().uuid();
        announcer.postedIn(
                MessageGroup.of(posted.message().group(), sender, receiver.get().uuid()), posted);
        return posted;
    }

    private Posted told(Posted posted) {
        announcer.posted(posted);
        return posted;
    }

    /** A retry gets the first answer, even if the receiver has another handle by now. */
    private Posted firstAnswer(NewMessage message, Reason otherwise) {
        return store.messages()
                .findByIdempotencyKey(message)
                .map(it -> told(new Posted(it, true)))
                .orElseThrow(() -> new MessagingException(otherwise));
    }

    private NewMessage message(User sender, MessageText text, @Nullable IdempotencyKey key, String target) {
        Idempotency idempotency = key == null ? null : new Idempotency(key, Fingerprint.of(target, text));
        return new NewMessage(uuids.get(), sender, text, clock.instant().truncatedTo(ChronoUnit.MICROS), idempotency);
    }
}
