package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first message to a user opens the group of the two, once: {@link com.cruddur.messaging.port.Messages#appendTo}. */
public interface MessageGroupsContract extends StoreUnderTest {
    @Test
    default void theFirstMessageOpensTheGroupAndShowsItInBothInboxes() {
        Instant now = Given.now();
        User one = Given.user("One");
        User two = Given.user("Two");
        MessageGroup group = MessageGroup.of(UUID.randomUUID(), one.uuid(), two.uuid());
        NewMessage message = Given.message(one, "hello", now);
        Posted posted = store().messages().appendTo(two, group.uuid(), message);
        Message first = new Message(message.uuid(), group.uuid(), one, "hello", now);
        assertThat(posted).isEqualTo(new Posted(first, false));
        assertThat(store().groups().find(group.uuid())).contains(group);
        for (User member : List.of(one, two)) {
            User other = member == one ? two : one;
            assertThat(store().messages()
                            .newestFirst(group.uuid(), member.uuid(), null, 20)
                            .orElseThrow()
                            .items())
                    .containsExactly(first);
            assertThat(Pages.inbox(store(), member)).containsExactly(Chat.entry(other, first, null, List.of(first)));
        }
    }

    @Test
    default void thePairFindsItsGroupFromEitherSide() {
        Chat chat = Chat.open(this, Given.now());
        UUID one = chat.one().uuid();
        UUID two = chat.two().uuid();
        assertThat(store().groups().findByMembers(one, two)).contains(chat.group());
        assertThat(store().groups().findByMembers(two, one)).contains(chat.group());
    }

    @Test
    default void groupsAndUsersThatDoNotExistAreNotFound() {
        Chat chat = Chat.open(this, Given.now());
        UUID unknown = UUID.randomUUID();
        UUID one = chat.one().uuid();
        assertThat(store().groups().find(unknown)).isEmpty();
        assertThat(store().groups().find(one))
                .describedAs("find by a user's uuid")
                .isEmpty();
        assertThat(store().groups().findByMembers(one, unknown)).isEmpty();
        assertThat(store().groups().findByMembers(one, one)).isEmpty();
        assertThat(store().inbox().newestFirst(unknown, null, 20).items()).isEmpty();
        assertThat(store().inbox().newestFirst(unknown, null, 20).next()).isEmpty();
    }

    @Test
    default void aLaterFirstMessageGoesToTheGroupThatThePairHas() {
        Instant now = Given.now();
        Chat chat = Chat.open(this, now);
        List<Message> sent = new ArrayList<>(List.of(chat.first()));
        for (User sender : List.of(chat.one(), chat.two())) {
            User receiver = sender == chat.one() ? chat.two() : chat.one();
            UUID unused = UUID.randomUUID();
            NewMessage message = Given.message(sender, "again", now.plusSeconds(sent.size()));
            Posted posted = store().messages().appendTo(receiver, unused, message);
            assertThat(posted)
                    .isEqualTo(new Posted(message.storedIn(chat.uuid(), now.plusSeconds(sent.size())), false));
            sent.add(posted.message());
            assertThat(store().groups().find(unused)).isEmpty();
            assertThat(store().messages().newestFirst(unused, sender.uuid(), null, 20))
                    .isEmpty();
        }
        chat.catchUp();
        assertThat(chat.history()).isEqualTo(sent);
        assertThat(Pages.inbox(store(), chat.one())).containsExactly(chat.entry(chat.two(), sent.get(2)));
        assertThat(Pages.inbox(store(), chat.two())).containsExactly(chat.entry(chat.one(), sent.get(2)));
    }

    @Test
    default void aMessageToOneselfIsRefused() {
        User one = Given.user("One");
        UUID unused = UUID.randomUUID();
        assertRefused(
                Reason.MESSAGE_TO_SELF,
                () -> store().messages().appendTo(one, unused, Given.message(one, "hello", Given.now())));
        assertThat(store().groups().find(unused)).isEmpty();
        assertThat(Pages.inbox(store(), one)).isEmpty();
    }

    /** Many pairs, so that a store that looks for the pair before it inserts it meets a rival in between. */
    @Test
    default void racingFirstMessagesOpenOneGroupAndAreAllKeptInIt() {
        Instant now = Given.now();
        for (int pair = 0; pair < volume(12); pair++) {
            User one = Given.user("One");
            User two = Given.user("Two");
            List<Posted> posted = Race.run(
                    16,
                    i -> store().messages()
                            .appendTo(
                                    i % 2 == 0 ? two : one,
                                    UUID.randomUUID(),
                                    Given.message(i % 2 == 0 ? one : two, "hello from " + i, Given.micros(now, i))));
            assertThat(posted).noneMatch(Posted::repeated);
            assertOneGroup(one, two, posted.stream().map(Posted::message).toList());
        }
    }

    private void assertOneGroup(User one, User two, List<Message> sent) {
        MessageGroup group =
                store().groups().findByMembers(two.uuid(), one.uuid()).orElseThrow();
        assertThat(sent)
                .extracting(Message::group)
                .describedAs("the groups of racing first messages")
                .containsOnly(group.uuid());
        store().inbox().catchUp(group.uuid());
        for (User member : List.of(one, two)) {
            List<Message> read = store().messages()
                    .newestFirst(group.uuid(), member.uuid(), null, 100)
                    .orElseThrow()
                    .items();
            assertThat(read).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(Pages.inbox(store(), member))
                    .extracting(InboxEntry::group)
                    .containsExactly(group.uuid());
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
        assertThat(Pages.inbox(store(), one))
                .extracting(InboxEntry::group)
                .containsExactlyInAnyOrderElementsOf(
                        chats.stream().map(Chat::uuid).toList());
    }

    /** A store that commits the group and its first message one after the other shows half of it to some reader. */
    @Test
    default void aReaderThatSeesAGroupFindsAllOfIt() {
        Instant now = Given.now().minusSeconds(60);
        User one = Given.user("One");
        List<User> others =
                IntStream.range(0, 60).mapToObj(i -> Given.user("Other")).toList();
        AtomicInteger opening = new AtomicInteger(4);
        List<Callable<Integer>> runners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<User> mine = others.subList(15 * i, 15 * i + 15);
            runners.add(() -> {
                try {
                    mine.forEach(it -> Chat.open(this, one, it, now.plusSeconds(others.indexOf(it))));
                    return mine.size();
                } finally {
                    opening.decrementAndGet();
                }
            });
        }
        runners.add(() -> {
            while (opening.get() > 0) {
                Pages.inbox(store(), one).forEach(it -> assertWhole(one, it));
            }
            return 0;
        });
        for (int reader = 0; reader < 2; reader++) {
            runners.add(() -> {
                while (opening.get() > 0) {
                    others.forEach(it -> assertWholeOrAbsent(one, it));
                }
                return 0;
            });
        }
        Race.run(runners);
        assertThat(Pages.inbox(store(), one)).hasSize(60).allSatisfy(it -> assertWhole(one, it));
    }

    private void assertWholeOrAbsent(User one, User other) {
        store().groups().findByMembers(one.uuid(), other.uuid()).ifPresent(group -> {
            assertThat(store().groups().find(group.uuid())).contains(group);
            assertThat(Pages.inbox(store(), other)).singleElement().satisfies(it -> assertWhole(other, it));
        });
    }

    private void assertWhole(User reader, InboxEntry entry) {
        MessageGroup group = store().groups().find(entry.group()).orElseThrow();
        assertThat(store().groups().findByMembers(reader.uuid(), entry.other().uuid()))
                .contains(group);
        assertThat(store().messages()
                        .newestFirst(entry.group(), reader.uuid(), null, 20)
                        .orElseThrow()
                        .items())
                .describedAs("the messages of a group that a reader sees")
                .hasSize(1);
    }
}
