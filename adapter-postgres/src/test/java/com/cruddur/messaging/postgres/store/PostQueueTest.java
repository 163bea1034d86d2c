package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.store.QueuedPost.Turn;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PostQueueTest {
    private static final Deadline LATER = Deadline.in(Duration.ofMinutes(5));

    private final PostQueue queue = new PostQueue(4);

    @Test
    void theFirstPostLeadsAndTheNextOneAfterIt() {
        QueuedPost first = add(UUID.randomUUID());
        QueuedPost second = add(UUID.randomUUID());
        assertThat(first.turn()).isEqualTo(Turn.LEAD);
        assertThat(second.turn()).isEqualTo(Turn.WAIT);
        assertThat(queue.takeBatch()).containsExactly(first, second);
        QueuedPost third = add(UUID.randomUUID());
        assertThat(third.turn()).isEqualTo(Turn.WAIT);
        queue.batchDone();
        assertThat(third.turn()).isEqualTo(Turn.LEAD);
    }

    @Test
    void aBatchHasOnePostOfAGroupAndOneOfAKey() {
        UUID group = UUID.randomUUID();
        QueuedPost first = add(group);
        add(group);
        assertThat(queue.takeBatch()).containsExactly(first);

        PostQueue other = new PostQueue(4);
        NewMessage keyed = TestStore.keyed(TestStore.user("One"), "keyed");
        QueuedPost here = new QueuedPost(Post.toGroup(UUID.randomUUID(), keyed), LATER);
        other.add(here);
        other.add(new QueuedPost(Post.toGroup(UUID.randomUUID(), keyed), LATER));
        assertThat(other.takeBatch()).containsExactly(here);
    }

    @Test
    void aGroupWithASingleIsInNoBatch() {
        QueuedPost single = add(UUID.randomUUID());
        queue.takeBatch();
        queue.makeSingle(single, true);
        QueuedPost next = add(single.post().group());
        queue.batchDone();
        assertThat(single.turn()).isEqualTo(Turn.SINGLE);
        assertThat(single.sent()).isTrue();
        assertThat(next.turn()).isEqualTo(Turn.WAIT);
        queue.singleDone(single);
        assertThat(next.turn()).isEqualTo(Turn.LEAD);
    }

    @Test
    void aFullQueueTakesAPostOnceThereIsRoomOrRefusesItAtItsDeadline() {
        for (int i = 0; i < 4; i++) {
            add(UUID.randomUUID());
        }
        QueuedPost late = new QueuedPost(post(UUID.randomUUID()), Deadline.in(Duration.ofMillis(20)));
        assertThatThrownBy(() -> queue.add(late)).isInstanceOf(StorageException.class);
        assertThat(queue.takeBatch()).hasSize(4);
        add(UUID.randomUUID());
    }

    @Test
    void aPostWhoseCallerHasLeftIsNotDone() {
        QueuedPost leader = add(UUID.randomUUID());
        QueuedPost waiting = add(UUID.randomUUID());
        assertThat(queue.withdraw(leader)).isFalse();
        assertThat(queue.withdraw(waiting)).isTrue();
        assertThat(queue.takeBatch()).containsExactly(leader);
        leader.give(Turn.WAIT);
        assertThat(queue.withdraw(leader)).isTrue();
        queue.makeSingle(leader, false);
        queue.batchDone();
        assertThat(queue.size()).isZero();
        User two = TestStore.user("Two");
        for (int i = 0; i < 3; i++) {
            QueuedPost contact = new QueuedPost(
                    Post.toUser(two, UUID.randomUUID(), TestStore.message(TestStore.user("One"), "hello")), LATER);
            queue.add(contact);
            assertThat(contact.turn()).isEqualTo(Turn.SINGLE);
        }
    }

    private QueuedPost add(UUID group) {
        QueuedPost post = new QueuedPost(post(group), LATER);
        queue.add(post);
        return post;
    }

    private static Post post(UUID group) {
        return Post.toGroup(group, TestStore.message(TestStore.user("One"), "hello"));
    }
}
