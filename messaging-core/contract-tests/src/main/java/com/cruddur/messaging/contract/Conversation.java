package com.cruddur.messaging.contract;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StoredGroup;
import com.cruddur.messaging.port.StoredGroup.ReadState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A conversation that no store has seen yet. */
record Conversation(UUID uuid, User one, User two, List<Message> messages) {
    static Conversation of(int messages) {
        return of(Given.user("One"), Given.user("Two"), messages, Given.now().minusSeconds(40));
    }

    static Conversation of(User one, User two, int messages, Instant from) {
        UUID uuid = UUID.randomUUID();
        return new Conversation(
                uuid,
                one,
                two,
                IntStream.range(0, messages)
                        .mapToObj(i -> new Message(
                                UUID.randomUUID(),
                                uuid,
                                i % 3 == 0 ? one : two,
                                NastyTexts.all().get(i % NastyTexts.all().size()),
                                Given.micros(from, i)))
                        .collect(Collectors.toUnmodifiableList()));
    }

    Conversation first(int count) {
        return new Conversation(uuid, one, two, messages.subList(0, count));
    }

    StoredGroup group(boolean extra) {
        MessageGroup group = MessageGroup.of(uuid, one.uuid(), two.uuid());
        return new StoredGroup(
                uuid,
                inOrder(group, one, two),
                newest().createdAt(),
                extra,
                inOrder(group, one, new ReadState(sentBy(one), 0, null), new ReadState(sentBy(two), 0, null)));
    }

    /** The second user has read up to a message, and the counts begin later than the messages. */
    StoredGroup read(@Nullable Message upTo, int uncounted) {
        StoredGroup unread = group(false);
        long sent = sentBy(one) - uncounted;
        long read = upTo == null
                ? 0
                : sent
                        - messages.stream()
                                .filter(it -> it.sender().equals(one))
                                .filter(it -> it.createdAt().isAfter(upTo.createdAt()))
                                .count();
        return new StoredGroup(
                uuid,
                unread.members(),
                unread.newestAt(),
                false,
                inOrder(
                        unread.group(),
                        one,
                        new ReadState(sent, 0, null),
                        new ReadState(sentBy(two), read, upTo == null ? null : upTo.createdAt())));
    }

    private long sentBy(User sender) {
        return messages.stream().filter(it -> it.sender().equals(sender)).count();
    }

    Stream<Message> stream() {
        return messages.stream();
    }

    Message newest() {
        return messages.get(messages.size() - 1);
    }

    Chat chat(StoreUnderTest of) {
        return new Chat(of.store(), one, two, group(false).group(), messages.get(0));
    }

    static List<User> inOrder(MessageGroup group, User one, User two) {
        return inOrder(group, one, one, two);
    }

    /** The values of the first user and of the other one, in the order of the members. */
    static <T> List<T> inOrder(MessageGroup group, User one, T ofOne, T ofTwo) {
        return group.members().stream()
                .map(it -> it.equals(one.uuid()) ? ofOne : ofTwo)
                .toList();
    }
}
