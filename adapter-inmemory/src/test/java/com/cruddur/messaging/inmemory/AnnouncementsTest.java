package com.cruddur.messaging.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.application.JoinedMessaging;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.StorageException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Members are told of messages, whatever fails on the way. */
class AnnouncementsTest {
    private static final MessageText TEXT = new MessageText("hello");

    private final InMemoryUsers users = new InMemoryUsers();
    private final User one = join("one");
    private final User two = join("two");
    private final FailingStore store = new FailingStore(new InMemoryStore());
    private final BlockingQueue<Event> ofTwo = new LinkedBlockingQueue<>();

    private User join(String handle) {
        User user = new User(UUID.randomUUID(), handle, handle);
        users.put(user, handle);
        return user;
    }

    private Messaging messaging() {
        Messaging messaging = Messaging.builder(users, store).build();
        messaging.as("two").subscribe(ofTwo::add);
        return messaging;
    }

    @Test
    void membersReadTheirListsAgainAfterAPostOfUnknownOutcome() throws InterruptedException {
        Messaging messaging = messaging();
        Message first = messaging.as("one").postTo(two.uuid(), TEXT).message();
        assertThat(next()).isEqualTo(added(first));
        store.failAfterPosts(1);
        assertThatThrownBy(() -> messaging.as("one").post(first.group(), TEXT)).isInstanceOf(StorageException.class);
        assertThat(next()).isEqualTo(new Event.EventsLost());
        messaging.close();
    }

    @Test
    void membersReadTheirListsAgainAfterAMarkOfUnknownOutcome() throws InterruptedException {
        Messaging messaging = messaging();
        Message first = messaging.as("one").postTo(two.uuid(), TEXT).message();
        assertThat(next()).isEqualTo(added(first));
        store.failAfterMarks(1);
        assertThatThrownBy(() -> messaging.as("two").markRead(first.group(), first.createdAt()))
                .isInstanceOf(StorageException.class);
        assertThat(next()).isEqualTo(new Event.EventsLost());
        messaging.close();
    }

    @Test
    void membersThatCannotBeReadAtFirstAreToldLater() throws InterruptedException {
        Message first = messaging().as("one").postTo(two.uuid(), TEXT).message();
        ofTwo.clear();
        Messaging another = messaging();
        store.failLookUps(1);
        Message second = another.as("one").post(first.group(), TEXT).message();
        assertThat(next()).isEqualTo(added(second));
        another.close();
    }

    @Test
    void aProgramThatMovedRowsTellsOfTheNewestMessage() throws InterruptedException {
        Messaging messaging = messaging();
        Message first = messaging.as("one").postTo(two.uuid(), TEXT).message();
        next();
        messaging.rowsMoved(first.group());
        assertThat(next()).isEqualTo(added(first));
        messaging.rowsMoved(UUID.randomUUID());
        messaging.close();
        assertThat(ofTwo).isEmpty();
    }

    @Test
    void nobodyIsToldOfATransactionBeforeItsCommit() throws InterruptedException {
        Messaging messaging = messaging();
        JoinedMessaging joined = messaging.joined(store);
        Message first = joined.as("one").postTo(two.uuid(), TEXT).message();
        joined.as("two").markRead(first.group(), first.createdAt());
        Message second = joined.as("one").post(first.group(), TEXT).message();
        assertThat(ofTwo).isEmpty();
        joined.committed();
        joined.committed();
        assertThat(List.of(next(), next(), next()))
                .containsExactly(
                        added(first),
                        new Event.ReadFurther(first.group(), two.uuid(), first.createdAt()),
                        added(second));
        messaging.close();
        assertThat(ofTwo).isEmpty();
    }

    @Test
    void aListenerThatFailsOrHangsHarmsNobody() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Messaging messaging = Messaging.builder(users, store)
                .listener((group, message, repeated) -> {
                    if (message.text().equals("hang")) {
                        hanging.countDown();
                        awaitEnd(end);
                    }
                    told.add(message.text());
                    throw new IllegalStateException("a listener that fails");
                })
                .build();
        messaging.as("one").postTo(two.uuid(), new MessageText("hang"));
        assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
        for (String text : List.of("second", "third")) {
            messaging.as("one").postTo(two.uuid(), new MessageText(text));
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
        }
        end.countDown();
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("hang");
        messaging.close();
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Event added(Message message) {
        return new Event.MessageAdded(
                message.group(), message.uuid(), message.sender().uuid(), message.createdAt());
    }

    private Event next() throws InterruptedException {
        Event event = ofTwo.poll(30, TimeUnit.SECONDS);
        assertThat(event).describedAs("an event").isNotNull();
        return event;
    }
}
