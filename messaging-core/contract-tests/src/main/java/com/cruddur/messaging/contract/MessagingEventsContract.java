package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Both members are told of a message once their lists show it, and of each other's reading. */
public interface MessagingEventsContract extends StoreUnderTest {
    @Test
    default void everyDeviceOfBothMembersIsToldOfAMessageOnceTheListsShowIt() throws InterruptedException {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        Device ofOne = new Device(service, one);
        Device ofTwo = new Device(service, two);
        Device alsoOfTwo = new Device(service, two);
        Device stranger = new Device(service, service.join("Three"));
        Message hello = service.write(one, two, "hello");
        Message reply = service.post(two, hello.group(), "reply");
        for (Device device : new Device[] {ofOne, ofTwo, alsoOfTwo}) {
            device.awaitMessage(reply.uuid());
            assertThat(service.inbox(device.user(), 1, null).items().get(0).preview())
                    .isEqualTo("reply");
        }
        service.as(two).markRead(hello.group(), reply.createdAt());
        Event read = new Event.ReadFurther(hello.group(), two.uuid(), reply.createdAt());
        for (Device device : new Device[] {ofOne, ofTwo, alsoOfTwo}) {
            device.await(read);
        }
        assertThat(stranger.events()).isEmpty();
    }

    @Test
    default void aRetryIsToldOfAgain() throws InterruptedException {
        Service service = new Service(this, new TestClock(Given.now()));
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        Message hello = service.write(one, two.handle(), "hello", key).message();
        Device late = new Device(service, two);
        assertThat(service.write(one, two.handle(), "hello", key).repeated()).isTrue();
        late.awaitMessage(hello.uuid());
    }

    @Test
    default void aListenerIsToldOfEachPost() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        Service service = new Service(
                this,
                new TestClock(Given.now()),
                builder -> builder.listener((group, message, repeated) ->
                        told.add(group.other(message.sender().uuid()) + " " + message.text() + " " + repeated)));
        User one = service.join("One");
        User two = service.join("Two");
        IdempotencyKey key = Given.key();
        Message hello = service.write(one, two, "hello");
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(two.uuid() + " hello false");
        service.post(two, hello.group(), "reply", key);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(one.uuid() + " reply false");
        service.post(two, hello.group(), "reply", key);
        assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(one.uuid() + " reply true");
    }

    @Test
    default void withoutReceiptsReadingIsToldToOnesOwnDevicesOnly() throws InterruptedException {
        Service service = new Service(this, new TestClock(Given.now()), builder -> builder.readReceipts(false));
        User one = service.join("One");
        User two = service.join("Two");
        Message hello = service.write(one, two, "hello");
        Device ofOne = new Device(service, one);
        Device ofTwo = new Device(service, two);
        service.as(two).markRead(hello.group(), hello.createdAt());
        ofTwo.await(new Event.ReadFurther(hello.group(), two.uuid(), hello.createdAt()));
        Message reply = service.post(two, hello.group(), "reply");
        ofOne.awaitMessage(reply.uuid());
        assertThat(ofOne.events()).noneMatch(Event.ReadFurther.class::isInstance);
        assertThat(service.as(one).messageGroup(hello.group()).otherReadUpTo()).isNull();
        assertThat(service.as(two).messageGroup(hello.group()).row().readUpTo()).isEqualTo(hello.createdAt());
    }

    /** Keeps the events that a device of a user gets. */
    record Device(User user, BlockingQueue<Event> events) {
        Device(Service service, User user) {
            this(user, new LinkedBlockingQueue<>());
            service.as(user).subscribe(events::add);
        }

        void await(Event expected) throws InterruptedException {
            Event event;
            do {
                event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).describedAs("an event before %s", expected).isNotNull();
            } while (!expected.equals(event));
        }

        void awaitMessage(UUID message) throws InterruptedException {
            boolean found = false;
            while (!found) {
                Event event = events.poll(20, TimeUnit.SECONDS);
                assertThat(event).describedAs("the event of the message").isNotNull();
                found = event instanceof Event.MessageAdded added
                        && added.message().equals(message);
            }
        }
    }
}
