package com.cruddur.messaging.dynamodb;

import static com.cruddur.messaging.dynamodb.Together.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Finding.Kind;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.repair.TableRepair.Outcome;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.TimeText;
import com.cruddur.messaging.port.NewMessage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tables that the reference system wrote, with its defects. */
final class AdoptTest extends AdoptedTable {
    @Test
    void aWholeGroupIsAdoptedAsItIs() {
        UUID group = reference.group(alice, bob, EARLY, LATE);
        Outcome outcome = adopt();
        assertThat(outcome.done()).isEqualTo(1);
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertFaultless();
        assertThat(adopt().done()).isZero();
        assertThat(left).isEmpty();
        assertWorks(group, both(group));
    }

    /** Its times have no offset. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T11:52:12.006306", "2026-11-21T11:52:12", "2026-11-21T11:52:12.006306+00:00"})
    void aGroupOfTheFinalVersionIsAdoptedAsItIs(String last) {
        UUID group = reference.group(alice, bob, "2026-11-20T23:59:59.999999", last);
        Outcome outcome = adopt();
        assertThat(outcome.done()).isEqualTo(1);
        assertThat(left).isEmpty();
        assertFaultless();
        assertThat(inbox(alice)).extracting(InboxEntry::lastMessageAt).containsExactly(TimeText.parse(last));
        DynamoDbMessages messages = new DynamoDbMessages(client, table);
        Message atTheSameTime = messages.append(
                MessageGroup.of(group, alice.uuid(), bob.uuid()),
                new NewMessage(UUID.randomUUID(), bob, new MessageText("now"), TimeText.parse(last)));
        assertThat(atTheSameTime.createdAt()).isEqualTo(TimeText.parse(last).plus(1, ChronoUnit.MICROS));
        messaging.refreshInboxes(group);
        assertWorks(group, "first of " + group, "last of " + group, "now");
    }

    @Test
    void bothKindsOfTimesAreInOneOrder() {
        UUID group = UUID.randomUUID();
        reference.message(group, alice, "2026-11-21T11:52:12.006306+00:00", "one");
        reference.message(group, bob, "2026-11-21T11:52:12.006307", "two");
        reference.message(group, bob, "2026-11-21T11:52:12.006308+00:00", "three");
        reference.message(group, bob, "2026-11-21T11:52:12.01", "four");
        reference.row(group, alice, bob, "2026-11-21T11:52:12.006308+00:00", "three");
        reference.row(group, bob, alice, "2026-11-21T11:52:12.01", "four");
        adoptAndRebuild();
        assertWorks(group, "one", "two", "three", "four");
    }

    @Test
    void aLostRowIsWrittenAnew() {
        UUID group = UUID.randomUUID();
        reference.message(group, alice, EARLY, "first of " + group);
        reference.message(group, bob, LATE, "last of " + group);
        reference.row(group, alice, bob, EARLY, "first of " + group);
        adoptAndRebuild();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertWorks(group, both(group));
    }

    @Test
    void aGroupWithoutRowsIsKnownByItsTwoSenders() {
        UUID group = UUID.randomUUID();
        reference.message(group, alice, EARLY, "first of " + group);
        reference.message(group, bob, LATE, "last of " + group);
        adoptAndRebuild();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertWorks(group, both(group));
    }

    @Test
    void doubledRowsBecomeOne() {
        UUID group = reference.group(alice, bob, EARLY, LATE);
        reference.row(group, alice, bob, EARLY, "first of " + group);
        reference.row(group, bob, alice, "2026-02-01T00:00:00.000000+00:00", "first of " + group);
        adoptAndRebuild();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertWorks(group, both(group));
    }

    @Test
    void rowsThatStandTwiceAtTheOldAndAtTheNewPlaceBecomeOneEach() {
        UUID group = reference.group(alice, bob, EARLY, LATE);
        reference.row(group, alice, bob, EARLY, "first of " + group);
        reference.row(group, bob, alice, EARLY, "first of " + group);
        adoptAndRebuild();
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertWorks(group, both(group));
    }

    @Test
    void messagesOfOtherOffsetsKeepTheirOrderAndComeBeforeNewOnes() {
        UUID group = UUID.randomUUID();
        reference.message(group, alice, "2026-03-01T19:15:30+09:00", "in Tokyo");
        UUID newest = reference.message(group, bob, "2026-03-01T12:00:00.500000+00:00", "in London");
        reference.row(group, alice, bob, "2026-03-01T12:00:00.500000+00:00", "in London");
        reference.row(group, bob, alice, "2026-03-01T12:00:00.500000+00:00", "in London");
        adoptAndRebuild();
        Item head = new Item(
                client.getItem(get -> get.tableName(table).key(Keys.head(group)).consistentRead(true))
                        .item());
        assertThat(head.uuid(Keys.MESSAGE_UUID)).isEqualTo(newest);
        assertThat(head.time(Keys.MESSAGE_CREATED_AT)).isEqualTo("2026-03-01T12:00:00.500Z");
        assertThat(head.text(Keys.MESSAGE_CREATED_AT)).isGreaterThan("2026-03-01T19:15:30+09:00");
        assertWorks(group, "in London", List.of("in London", "in Tokyo"));
    }

    @Test
    void aGroupWithoutMessagesCanBePostedTo() {
        UUID group = UUID.randomUUID();
        reference.row(group, alice, bob, LATE, "lost");
        reference.row(group, bob, alice, LATE, "lost");
        adoptAndRebuild();
        assertThat(history(messaging, alice, group)).isEmpty();
        assertThat(inbox(bob)).extracting(InboxEntry::group).containsExactly(group);
        messaging.post(alice.handle(), group, new MessageText("again"), Optional.empty());
        messaging.refreshInboxes(group);
        assertThat(TableCheck.assertWhole(client, table)).isEqualTo(1);
        assertFaultless();
    }

    @Test
    void unknownMembersAreNotGuessed() {
        UUID oneSender = UUID.randomUUID();
        reference.message(oneSender, alice, LATE, "nobody answers");
        UUID strangers = UUID.randomUUID();
        reference.message(strangers, alice, EARLY, "hi");
        reference.message(strangers, bob, "2026-01-01T00:00:00.000000+00:00", "hello");
        reference.message(strangers, people.add("Carol"), LATE, "who are you?");
        UUID nameless = UUID.randomUUID();
        reference.message(nameless, bob, LATE, "who?");
        reference.row(nameless, alice, bob, LATE, "who?");
        UUID oneself = UUID.randomUUID();
        reference.row(oneself, alice, alice, EARLY, "me");
        assertThat(adopt().done()).isZero();
        assertThat(left).extracting(Finding::kind).containsOnly(Kind.MEMBERS_UNKNOWN);
        assertThat(left)
                .extracting(Finding::group)
                .containsExactlyInAnyOrder(
                        oneSender.toString(), strangers.toString(), nameless.toString(), oneself.toString());
    }

    @Test
    void theDirectoryTellsANameThatNothingElseTells() {
        UUID group = UUID.randomUUID();
        reference.message(group, bob, LATE, "who?");
        reference.row(group, alice, bob, LATE, "who?");
        directory.put(alice.uuid(), alice);
        directory.put(bob.uuid(), new User(bob.uuid(), "Another Bob", "another"));
        adoptAndRebuild();
        assertThat(left).isEmpty();
        assertWorks(group, "who?");
    }

    @Test
    void anUnreadableItemDoesNotHoldUpTheOthers() {
        reference.group(alice, bob, EARLY, LATE);
        reference.put(Map.of("pk", "MSG#MSG#", "sk", LATE, "message", "secret"));
        reference.put(Map.of("pk", "GRP#" + alice.uuid(), "sk", "yesterday", "message_group_uuid", "MSG#"));
        assertThat(adopt().done()).isEqualTo(1);
        assertThat(left).extracting(Finding::kind).containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
        assertThat(left).extracting(Finding::group).containsExactlyInAnyOrder("MSG#MSG#", "GRP#" + alice.uuid());
    }

    @Test
    void everyRowAndMessageIsKept() {
        UUID group = reference.group(alice, bob, EARLY, LATE);
        reference.row(group, alice, bob, EARLY, "first of " + group);
        List<Map<String, ?>> before = new ArrayList<>();
        client.scanPaginator(scan -> scan.tableName(table)).items().forEach(before::add);
        adopt();
        List<Map<String, ?>> after = new ArrayList<>();
        client.scanPaginator(scan -> scan.tableName(table)).items().forEach(after::add);
        assertThat(before).hasSize(5);
        assertThat(after).hasSize(8).containsAll(before);
    }

    @Test
    void aGroupOverManyPagesIsOneFinding() {
        UUID group = UUID.randomUUID();
        String text = "m".repeat(300_000);
        for (int i = 10; i < 22; i++) {
            reference.message(group, alice, "2026-03-01T10:15:" + i + ".000000+00:00", text);
        }
        List<Long> progress = new ArrayList<>();
        Outcome outcome = repair.verify(left::add, progress::add);
        assertThat(progress).hasSizeGreaterThan(2).endsWith(12L);
        assertThat(outcome).isEqualTo(new Outcome(12, 0, 1, 0));
        assertThat(left).containsExactly(Repairs.finding(Kind.HEAD_MISSING, group));
        assertThat(adopt()).isEqualTo(new Outcome(24, 0, 1, 0));
        assertThat(left).containsExactly(Repairs.finding(Kind.MEMBERS_UNKNOWN, group));
        assertThatItsMessagesAreReadOnce();
    }

    private void assertThatItsMessagesAreReadOnce() {
        Meter meter = new Meter(client, table, false);
        try (DynamoDbClient metered = LocalDynamoDb.client(meter)) {
            Repairs.repair(metered, table, Duration.ofMillis(20)).adopt(uuid -> Optional.empty(), it -> {}, seen -> {});
        }
        assertThat(meter.requests())
                .filteredOn("Query"::equals)
                .hasSizeLessThan(Collections.frequency(meter.requests(), "Scan"));
    }
}
