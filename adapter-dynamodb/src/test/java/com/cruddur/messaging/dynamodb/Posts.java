package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/** The posts of a few users in a schedule: their receivers, their groups, and whether they have a key. */
final class Posts {
    private final SplittableRandom random;
    private final List<User> users;
    private final List<Post> all = new ArrayList<>();

    Posts(SplittableRandom random, List<User> users) {
        this.random = random;
        this.users = users;
    }

    List<Post> all() {
        return all;
    }

    List<Post> withKey() {
        return all.stream().filter(it -> it.key().isPresent()).toList();
    }

    /** To a user by handle, whether or not the two have a group. */
    Post byHandle() {
        User sender = any(users);
        User receiver = any(users.stream().filter(it -> it != sender).toList());
        return add(sender, Optional.empty(), receiver);
    }

    /** In a group that somebody has had an answer from; by handle where there is none. */
    Post inGroup() {
        List<Post> answered = all.stream().filter(it -> it.answer().isPresent()).toList();
        if (answered.isEmpty()) {
            return byHandle();
        }
        Post known = any(answered);
        User sender = random.nextBoolean() ? known.sender() : known.receiver();
        User receiver = sender == known.sender() ? known.receiver() : known.sender();
        Optional<UUID> group = known.answer().map(Message::group);
        return add(sender, group, receiver);
    }

    /** One that was tried before, under its key. */
    Optional<Post> again() {
        List<Post> withKey = withKey();
        return withKey.isEmpty() ? Optional.empty() : Optional.of(any(withKey));
    }

    private Post add(User sender, Optional<UUID> group, User receiver) {
        Post post = new Post(sender, group, receiver, all.size(), random.nextBoolean());
        all.add(post);
        return post;
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
