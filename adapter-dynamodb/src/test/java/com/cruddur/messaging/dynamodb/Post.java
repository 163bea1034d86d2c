package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import java.util.Optional;
import java.util.UUID;

/** A post of a schedule with its answer, which is the same at each retry. */
final class Post {
    private final User sender;
    private final Optional<UUID> group;
    private final User receiver;
    private final MessageText text;
    private final Optional<IdempotencyKey> key;
    private Optional<Message> answer = Optional.empty();

    /** @param group empty for a post to the receiver by handle */
    Post(User sender, Optional<UUID> group, User receiver, int number, boolean withKey) {
        this.sender = sender;
        this.group = group;
        this.receiver = receiver;
        this.text = new MessageText("post " + number);
        this.key = withKey ? Optional.of(new IdempotencyKey("key-" + number)) : Optional.empty();
    }

    User sender() {
        return sender;
    }

    Optional<UUID> group() {
        return group;
    }

    User receiver() {
        return receiver;
    }

    MessageText text() {
        return text;
    }

    Optional<IdempotencyKey> key() {
        return key;
    }

    Optional<Message> answer() {
        return answer;
    }

    void answered(Message message) {
        assertThat(message).describedAs("answer to a retry").isEqualTo(answer.orElse(message));
        answer = Optional.of(message);
    }
}
