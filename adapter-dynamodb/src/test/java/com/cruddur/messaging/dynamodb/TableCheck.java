package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.dynamodb.table.MemberSlot;
import com.cruddur.messaging.dynamodb.table.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads a whole table and checks that nothing in it is half done. */
final class TableCheck {
    private final List<Item> items;
    private final Map<String, Item> byKey = new HashMap<>();
    private final Map<String, List<Item>> messages;
    private final Map<String, List<Item>> rows;

    private TableCheck(List<Item> items) {
        this.items = items;
        items.forEach(it -> byKey.put(it.text(Keys.PK) + " / " + it.text(Keys.SK), it));
        this.messages = of("MSG#").collect(Collectors.groupingBy(it -> it.text(Keys.PK)));
        this.rows = of("GRP#").collect(Collectors.groupingBy(it -> it.text(Keys.MESSAGE_GROUP_UUID)));
    }

    /** @return how many groups there are */
    static int assertWhole(DynamoDbClient client, String table) {
        List<Item> items = new ArrayList<>();
        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(it -> items.add(new Item(it)));
        return new TableCheck(items).assertWhole();
    }

    private int assertWhole() {
        List<Item> heads = of("HEAD#").toList();
        heads.forEach(this::assertWhole);
        assertThat(messages).describedAs("groups of messages").hasSameSizeAs(heads);
        assertThat(rows).describedAs("groups of rows").hasSameSizeAs(heads);
        assertThat(of("PAIR#")).describedAs("pairs").hasSameSizeAs(heads);
        assertThat(of("ROWS#")).describedAs("places of rows").hasSameSizeAs(heads);
        of("SENT#").forEach(this::assertAnswerIsStored);
        assertThat(items.stream().filter(it -> it.find(Keys.MESSAGE_GROUP_UUID).isPresent()))
                .allMatch(it -> it.text(Keys.PK).startsWith("GRP#"));
        return heads.size();
    }

    private void assertWhole(Item head) {
        String group = head.text(Keys.PK).substring("HEAD#".length());
        String lower = head.text(MemberSlot.LOWER.uuid());
        String higher = head.text(MemberSlot.HIGHER.uuid());
        assertThat(at("PAIR#" + lower + "#" + higher, "PAIR").text(Keys.GROUP_UUID))
                .isEqualTo(group);
        assertRows(group, lower, higher);

        List<Item> said = messages.get("MSG#" + group).stream()
                .sorted(Comparator.comparing(it -> it.text(Keys.SK)))
                .toList();
        assertThat(said).extracting(it -> it.uuid(Keys.MESSAGE_UUID)).doesNotHaveDuplicates();
        Item newest = said.get(said.size() - 1);
        assertThat(head.text(Keys.MESSAGE_CREATED_AT)).isEqualTo(TimeText.ours(newest.text(Keys.SK)));
        assertThat(head.text(Keys.MESSAGE_UUID)).isEqualTo(newest.text(Keys.MESSAGE_UUID));
        assertThat(head.text(Keys.MESSAGE)).isEqualTo(newest.text(Keys.MESSAGE));
    }

    private void assertRows(String group, String lower, String higher) {
        Item recorded = at("ROWS#" + group, "ROWS");
        Item ofLower = at("GRP#" + lower, recorded.text(MemberSlot.LOWER.place()));
        Item ofHigher = at("GRP#" + higher, recorded.text(MemberSlot.HIGHER.place()));
        assertThat(rows.get(group)).containsExactlyInAnyOrder(ofLower, ofHigher);
        Item message = messageAt(group, recorded.time(Keys.MESSAGE_CREATED_AT));
        for (Item row : List.of(ofLower, ofHigher)) {
            assertThat(row.text(Keys.MESSAGE)).isEqualTo(message.text(Keys.MESSAGE));
            // The reference's rows have no such time: their place is the time.
            assertThat(TimeText.parse(row.find(Keys.MESSAGE_CREATED_AT).orElse(row.text(Keys.SK))))
                    .isEqualTo(message.time(Keys.SK));
            assertThat(row.text(Keys.SK)).isGreaterThanOrEqualTo(message.text(Keys.SK));
        }
        assertThat(ofLower.text(Keys.USER_UUID)).isEqualTo(higher);
        assertThat(ofHigher.text(Keys.USER_UUID)).isEqualTo(lower);
    }

    /** Those of the reference's final version have no offset in their keys. */
    private Item messageAt(String group, Instant time) {
        return messages.get("MSG#" + group).stream()
                .filter(it -> it.time(Keys.SK).equals(time))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message of " + group + " at " + time));
    }

    private void assertAnswerIsStored(Item sent) {
        Item message = at("MSG#" + sent.text(Keys.GROUP_UUID), sent.text(Keys.MESSAGE_CREATED_AT));
        assertThat(message.text(Keys.MESSAGE_UUID)).isEqualTo(sent.text(Keys.MESSAGE_UUID));
    }

    private Item at(String pk, String sk) {
        return Optional.ofNullable(byKey.get(pk + " / " + sk))
                .orElseThrow(() -> new AssertionError("no item at " + pk + " / " + sk));
    }

    private Stream<Item> of(String prefix) {
        return items.stream().filter(it -> it.text(Keys.PK).startsWith(prefix));
    }
}
