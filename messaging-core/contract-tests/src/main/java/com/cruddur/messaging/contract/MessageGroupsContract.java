package com.cruddur.messaging.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a store of {@link com.cruddur.messaging.port.MessageGroups} opens groups and finds them. */
public interface MessageGroupsContract extends Store {
    @Test
    default void openingStoresTheGroupItsFirstMessageAndBothRows() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        Group group = Group.of(UUID.randomUUID(), one.uuid(), two.uuid());
        Draft draft = Given.draft(one, "hello", now);
        Message first = groups().open(group, two, draft).orElseThrow();
        assertThat(first).isEqualTo(new Message(draft.uuid(), group.uuid(), one, "hello", now));
        assertThat(groups().find(group.uuid())).contains(group);
        assertThat(messages().newestFirst(group.uuid(), Optional.empty(), 20).items())
                .containsExactly(first);
        assertThat(Pages.inbox(this, one)).containsExactly(new InboxEntry(group.uuid(), two, "hello", now));
        assertThat(Pages.inbox(this, two)).containsExactly(new InboxEntry(group.uuid(), one, "hello", now));
    }

    @Test
    default void thePairFindsItsGroupFromEitherSide() {
        Chat chat = Chat.open(this, Given.now());
        UUID one = chat.one().uuid();
        UUID two = chat.two().uuid();
        assertThat(groups().between(one, two)).contains(chat.group());
        assertThat(groups().between(two, one)).contains(chat.group());
    }

    @Test
    default void whatDoesNotExistIsNotFound() {
        Chat chat = Chat.open(this, Given.now());
        UUID unknown = UUID.randomUUID();
        assertThat(groups().find(unknown)).isEmpty();
        assertThat(groups().find(chat.one().uuid()))
                .describedAs("a user is no group")
                .isEmpty();
        assertThat(groups().between(chat.one().uuid(), unknown)).isEmpty();
        assertThat(groups().rows(unknown)).isEmpty();
        assertThat(groups().inbox(unknown, Optional.empty(), 20).items()).isEmpty();
        assertThat(groups().inbox(unknown, Optional.empty(), 20).next()).isEmpty();
    }

    @Test
    default void aPairHasOneGroupWhicheverSideWritesNext() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        for (User sender : List.of(chat.one(), chat.two())) {
            User receiver = sender == chat.one() ? chat.two() : chat.one();
            Group second = Group.of(UUID.randomUUID(), sender.uuid(), receiver.uuid());
            assertThat(groups().open(second, receiver, Given.draft(sender, "again", now.plusSeconds(1))))
                    .isEmpty();
            assertThat(groups().find(second.uuid())).isEmpty();
            assertThat(groups().rows(second.uuid())).isEmpty();
            assertThat(messages()
                            .newestFirst(second.uuid(), Optional.empty(), 20)
                            .items())
                    .isEmpty();
        }
        assertThat(groups().between(chat.one().uuid(), chat.two().uuid())).contains(chat.group());
        assertThat(chat.history()).containsExactly(chat.first());
        assertThat(Pages.inbox(this, chat.one()))
                .extracting(InboxEntry::group)
                .containsExactly(chat.group().uuid());
        assertThat(Pages.inbox(this, chat.two()))
                .extracting(InboxEntry::group)
                .containsExactly(chat.group().uuid());
    }

    @Test
    default void ofFirstContactsThatRaceOneOpensTheGroup() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        List<Optional<Message>> answers = Race.run(16, i -> {
            User sender = i % 2 == 0 ? one : two;
            User receiver = i % 2 == 0 ? two : one;
            Group group = Group.of(UUID.randomUUID(), one.uuid(), two.uuid());
            return groups().open(group, receiver, Given.draft(sender, "hello from " + i, Given.micros(now, i)));
        });
        List<Message> opened = answers.stream().flatMap(Optional::stream).toList();
        assertThat(opened).describedAs("answers that are not empty").hasSize(1);
        Group group = groups().between(two.uuid(), one.uuid()).orElseThrow();
        assertThat(group.uuid()).isEqualTo(opened.get(0).group());
        assertThat(messages().newestFirst(group.uuid(), Optional.empty(), 20).items())
                .isEqualTo(opened);
        for (User member : List.of(one, two)) {
            assertThat(Pages.inbox(this, member)).extracting(InboxEntry::group).containsExactly(group.uuid());
        }
    }

    @Test
    default void oneUserOpensGroupsWithManyAtOnce() {
        Instant now = Given.now();
        User one = Given.user("One");
        List<Chat> chats = Race.run(
                16,
                i -> i % 2 == 0
                        ? Chat.open(this, one, Given.user("Other" + i), now)
                        : Chat.open(this, Given.user("Other" + i), one, now));
        assertThat(Pages.inbox(this, one))
                .extracting(InboxEntry::group)
                .containsExactlyInAnyOrderElementsOf(
                        chats.stream().map(it -> it.group().uuid()).toList());
    }

    @Test
    default void whoSeesAGroupInAnInboxFindsAllOfIt() {
        Instant now = Given.now();
        User one = Given.user("One");
        AtomicInteger opening = new AtomicInteger(4);
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Instant clock = now.plusMillis(i);
            runners.add(() -> {
                try {
                    for (int n = 0; n < 10; n++) {
                        Chat.open(this, one, Given.user("Other"), clock.plusSeconds(n));
                    }
                    return 10;
                } finally {
                    opening.decrementAndGet();
                }
            });
        }
        runners.add(() -> {
            while (opening.get() > 0) {
                Pages.inbox(this, one).forEach(this::assertWhole);
            }
            return 0;
        });
        Race.run(runners);
        assertThat(Pages.inbox(this, one)).hasSize(40).allSatisfy(this::assertWhole);
    }

    private void assertWhole(InboxEntry entry) {
        Group group = groups().find(entry.group()).orElseThrow();
        assertThat(groups().between(group.lower(), group.higher())).contains(group);
        assertThat(Pages.inbox(this, entry.other())).hasSize(1);
        assertThat(messages().newestFirst(entry.group(), Optional.empty(), 20).items())
                .hasSize(1);
    }
}
