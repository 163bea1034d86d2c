package com.cruddur.messaging.postgres.store;

import static java.util.Objects.requireNonNull;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The messages. A position is the time of the last message before it, in microseconds. */
final class PostgresMessages implements Messages {
    private static final Pattern POSITION = Pattern.compile("-?[0-9]{1,17}");

    /** Stores the message of a post before the deadline is over. */
    interface Posts {
        Outcome store(Post post, Deadline deadline);
    }

    private final Posts posts;
    private final MessageQueries queries;
    private final Duration timeout;

    PostgresMessages(Posts posts, MessageQueries queries, Duration timeout) {
        this.posts = posts;
        this.queries = queries;
        this.timeout = timeout;
    }

    @Override
    public Optional<Page<Message>> newestFirst(UUID group, UUID reader, @Nullable String position, int limit) {
        String before = Positions.read(POSITION, position, String.valueOf(Positions.NEWEST))
                .group();
        return queries.newestFirst(group, reader, Long.parseLong(before), limit + 1)
                .map(it -> Positions.page(it, limit, last -> String.valueOf(Times.micros(last.createdAt()))));
    }

    @Override
    public Optional<Page<Message>> oldestFirst(UUID group, UUID reader, Instant after, int limit) {
        return queries.oldestFirst(group, reader, Times.searched(after), limit + 1)
                .map(it -> Positions.page(it, limit, last -> last.createdAt().toString()));
    }

    @Override
    public Posted append(UUID group, NewMessage message) {
        Post post = Post.toGroup(group, message);
        return answer(post, posts.store(post, Deadline.in(timeout)));
    }

    @Override
    public Posted appendTo(User receiver, UUID newGroup, NewMessage message) {
        if (receiver.uuid().equals(message.sender().uuid())) {
            return refused(message, Reason.MESSAGE_TO_SELF);
        }
        Post post = Post.toUser(receiver, newGroup, message);
        return answer(post, posts.store(post, Deadline.in(timeout)));
    }

    @Override
    public Optional<Message> findByIdempotencyKey(NewMessage message) {
        return queries.findByKey(message);
    }

    private Posted answer(Post post, Outcome outcome) {
        NewMessage message = post.message();
        if (outcome instanceof Outcome.Stored stored) {
            return new Posted(message.storedIn(stored.group(), stored.createdAt()), false);
        }
        if (outcome instanceof Outcome.Repeated repeated) {
            MessageQueries.requireSame(repeated.fingerprint(), requireNonNull(message.idempotency()));
            return new Posted(queries.at(repeated.group(), repeated.createdAt()), true);
        }
        if (outcome instanceof Outcome.ClockAhead) {
            throw new StorageException("the clock of this instance is more than 60 s ahead of the database's", null);
        }
        return refused(message, Reason.MESSAGE_GROUP_NOT_FOUND);
    }

    /** A retry is answered even where the request would be refused by now. */
    private Posted refused(NewMessage message, Reason reason) {
        return queries.findByKey(message)
                .map(it -> new Posted(it, true))
                .orElseThrow(() -> new MessagingException(reason));
    }
}
