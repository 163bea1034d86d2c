package com.cruddur.messaging.port;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;

/**
 * Is told of each message that was posted through this instance, to send a push notification or to call a webhook.
 *
 * <p>It is called after the message is durable, on threads of its own, never on the thread of the request, several messages at a time
 * and in any order. It is called for each post that got its answer: at least once, or not at all where the process ends, or where
 * 10,000 messages wait for it already, which is logged. A retry of a post is told of again, so deduplicate by the message's uuid. An
 * exception is logged, and nothing is tried again.
 */
@FunctionalInterface
public interface MessageListener {
    /**
     * @param group tells the receiver: {@code group.other(message.sender().uuid())}
     * @param repeated whether an earlier request with the same idempotency key has stored the message
     */
    void posted(MessageGroup group, Message message, boolean repeated);
}
