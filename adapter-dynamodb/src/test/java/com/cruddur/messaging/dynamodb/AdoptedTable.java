package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair;
import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A table that the reference system wrote, and its adoption. */
abstract class AdoptedTable {
    static final String EARLY = "2025-12-31T23:59:59.999999+00:00";
    static final String LATE = "2026-03-01T10:15:30.123456+00:00";

    final DynamoDbClient client = LocalDynamoDb.client();
    final String table = LocalDynamoDb.newTable(false);
    final ReferenceItems reference = new ReferenceItems(client, table);
    final TableRepair repair = Repairs.repair(client, table, Duration.ofMillis(20));
    final People people = new People();
    final UseCases messaging = people.on(client, table);
    final User alice = people.add("Alice");
    final User bob = people.add("Bob");
    final List<Finding> left = new ArrayList<>();

    @AfterEach
    void close() {
        client.close();
    }

    final Map<UUID, User> directory = new HashMap<>();

    Outcome adopt() {
        left.clear();
        return repair.adopt(uuid -> Optional.ofNullable(directory.get(uuid)), left::add, seen -> {});
    }

    void adoptAndRebuild() {
        assertThat(adopt().done()).isPositive();
        assertThat(left).isEmpty();
        repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        assertThat(left).isEmpty();
        assertFaultless();
    }

    void assertFaultless() {
        List<Finding> found = new ArrayList<>();
        repair.verify(found::add, seen -> {});
        assertThat(found).isEmpty();
    }

    List<InboxEntry> inbox(User user) {
        return messaging.listMessageGroups(user.handle(), PageRequest.first()).items();
    }

    void assertWorks(UUID group, String... said) {
        assertWorks(group, said[said.length - 1], List.of(said));
    }

    void assertWorks(UUID group, String preview, List<String> said) {
        for (User user : List.of(alice, bob)) {
            assertThat(history(messaging, user, group))
                    .extracting(Message::text)
                    .containsExactlyElementsOf(said);
            assertThat(inbox(user)).extracting(InboxEntry::group).containsExactly(group);
            assertThat(inbox(user)).extracting(InboxEntry::preview).containsExactly(preview);
        }
        Message next = messaging.post(bob.handle(), group, new MessageText("next"), Optional.empty());
        Message byHandle =
                messaging.postFirst(alice.handle(), bob.handle(), new MessageText("by handle"), Optional.empty());
        assertThat(byHandle.group()).isEqualTo(group);
        assertThat(messaging.refreshInboxes(group)).isTrue();
        assertThat(history(messaging, alice, group)).endsWith(next, byHandle);
        assertThat(history(messaging, alice, group))
                .extracting(Message::createdAt)
                .endsWith(next.createdAt(), byHandle.createdAt())
                .doesNotHaveDuplicates();
        assertThat(inbox(bob)).extracting(InboxEntry::preview).containsExactly("by handle");
        for (User user : List.of(alice, bob)) {
            InboxEntry entry = inbox(user).get(0);
            assertThat(entry.readUpTo())
                    .describedAs("a horizon from the adoption")
                    .isBefore(next.createdAt());
            assertThat(entry.unread())
                    .isEqualTo(history(messaging, user, group).stream()
                            .filter(it -> it.createdAt().isAfter(entry.readUpTo()))
                            .filter(it ->
                                    it.sender().uuid().equals(entry.other().uuid()))
                            .count());
        }
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertFaultless();
    }

    String[] both(UUID group) {
        return new String[] {"first of " + group, "last of " + group};
    }
}
