package com.cruddur.messaging.embedded;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code ddb seed}: what it writes is what the reference reads, and it writes it once. */
@ExtendWith(SharedDdbStack.class)
final class DdbSeedIT {
    private static final String GROUP = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
    /** Six fraction digits and an offset, always. */
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00";

    private static DdbStack stores;

    @TempDir
    private Path files;

    @BeforeAll
    static void start(DdbStack shared) {
        stores = shared;
    }

    @BeforeEach
    void emptyTheTable() {
        stores.renew();
    }

    @Test
    void theReferencesQueriesReadTheSeededConversation() {
        assertThat(stores.done("seed").err()).contains("andrewbrown and bayko in group " + GROUP);

        User andrew = stores.user("andrewbrown");
        User bayko = stores.user("bayko");
        String year = newest().get("sk").s().substring(0, 4);
        List<Map<String, AttributeValue>> messages = stores.query("MSG#" + GROUP, year);
        assertThat(messages).isNotEmpty().allSatisfy(message -> {
            assertThat(message)
                    .containsOnlyKeys(
                            "pk", "sk", "message_uuid", "message", "user_uuid", "user_display_name", "user_handle");
            assertThat(message.values()).extracting(AttributeValue::s).doesNotContainNull();
            assertThat(message.get("sk").s()).matches(TIME);
            User sender = message.get("user_handle").s().equals("bayko") ? bayko : andrew;
            assertThat(message)
                    .containsEntry("user_uuid", string(sender.uuid()))
                    .containsEntry("user_display_name", string(sender.displayName()));
        });
        assertRow(andrew, bayko, year, messages.get(0));
        assertRow(bayko, andrew, year, messages.get(0));
    }

    private static void assertRow(User member, User other, String year, Map<String, AttributeValue> newest) {
        assertThat(stores.query("GRP#" + member.uuid(), year))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("sk", newest.get("sk"))
                        .containsEntry("message_group_uuid", string(GROUP))
                        .containsEntry("message", newest.get("message"))
                        .containsEntry("user_uuid", string(other.uuid()))
                        .containsEntry("user_display_name", string(other.displayName()))
                        .containsEntry("user_handle", string(other.handle())));
    }

    @Test
    void aConversationFromAFileIsOneMessageAMinuteUntilShortlyBeforeNow() throws Exception {
        stores.done(
                "seed",
                "--from",
                file(IntStream.range(0, 120)
                        .mapToObj(i -> "Person " + (1 + i % 2) + ": line " + i)
                        .collect(joining("\r\n"))));

        List<Map<String, AttributeValue>> said = messages(GROUP);
        assertThat(said)
                .extracting(it -> it.get("message").s())
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).mapToObj(i -> "line " + i).toList());
        for (int i = 1; i < said.size(); i++) {
            assertThat(Duration.between(time(said.get(i - 1)), time(said.get(i))))
                    .isEqualTo(Duration.ofMinutes(1));
        }
        assertThat(time(newest()))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(20)),
                        Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void theSameAgainChangesNothing() {
        stores.done("seed");
        List<Map<String, AttributeValue>> before = stores.items();
        assertThat(stores.done("seed").err()).startsWith("Nothing to do: ");

        assertThat(stores.items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void whatWasCutOffIsCompleted() throws Exception {
        String whole =
                IntStream.range(0, 200).mapToObj(i -> "Person 1: line " + i).collect(joining("\n"));
        stores.done("seed", "--from", file(whole.substring(0, whole.indexOf("Person 1: line 77"))));
        stores.done("seed", "--from", file(whole));

        assertThat(messages(GROUP))
                .extracting(it -> it.get("message").s())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "line " + i).toList());
    }

    @Test
    void othersMayTalkInAnotherGroup() throws Exception {
        String group = UUID.randomUUID().toString();
        stores.done("seed");
        stores.done(
                "seed",
                "--from",
                file("Person 2: Hi.\nPerson 1: Hello."),
                "--group",
                group,
                "--person-1",
                "londo",
                "--person-2",
                "altbrown");

        assertThat(messages(group)).extracting(it -> it.get("user_handle").s()).containsExactly("altbrown", "londo");
    }

    @Test
    void whatWouldMixConversationsIsRefused() throws Exception {
        String group = UUID.randomUUID().toString();
        String other = file("Person 1: Something else.");
        stores.done("seed");
        List<Map<String, AttributeValue>> before = stores.items();

        assertThat(stores.refused("seed", "--from", other))
                .contains("nothing was done", "other messages than this transcript");
        assertThat(stores.refused("seed", "--group", group)).contains("nothing was done", "have the group " + GROUP);
        assertThat(stores.refused("seed", "--person-1", "londo", "--person-2", "altbrown"))
                .contains("nothing was done", "belongs to other users");
        assertThat(stores.refused("seed", "--person-1", "bayko")).contains("same user");
        assertThat(stores.items()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void aConversationThatTheReferenceWroteIsLeftAlone() {
        stores.plain()
                .putItem(put -> put.tableName("cruddur-messages")
                        .item(Map.of(
                                "pk", string("MSG#" + GROUP),
                                "sk", string("2023-04-17T10:15:30.123456+00:00"),
                                "message_uuid", string(UUID.randomUUID()),
                                "message", string("from there"),
                                "user_uuid", string(stores.user("bayko").uuid()),
                                "user_display_name", string("Andrew Bayko"),
                                "user_handle", string("bayko"))));

        assertThat(stores.refused("seed")).contains("nothing was done", GROUP);
        assertThat(stores.items()).hasSize(1);
    }

    @Test
    void aBrokenLineLeavesNothing() throws Exception {
        String broken = file("Person 1: Hi.\n".repeat(150) + "a secret\n");
        assertThat(stores.refused("seed", "--from", broken))
                .contains("line 151")
                .doesNotContain("secret");
        assertThat(stores.refused("seed", "--from", file(""))).contains("there is no message");
        assertThat(stores.refused("seed", "--from", files.toString())).contains("is not a readable file");
        assertThat(stores.refused("seed", "--from", files.resolve("missing").toString()))
                .contains("is not a readable file");
        assertThat(stores.refused("seed", "--person-2", "nobody")).contains("no user with the handle nobody");
        assertThat(stores.refused("seed", "--connection-url", "postgresql://user:s3cret@127.0.0.1:1/cruddur"))
                .contains("127.0.0.1:1/cruddur cannot be used")
                .doesNotContain("s3cret");

        assertThat(stores.items()).isEmpty();
    }

    private String file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(files, "conversation", ".txt"), text)
                .toString();
    }

    private static Map<String, AttributeValue> newest() {
        List<Map<String, AttributeValue>> messages = messages(GROUP);
        return messages.get(messages.size() - 1);
    }

    private static List<Map<String, AttributeValue>> messages(String group) {
        return stores
                .plain()
                .queryPaginator(query -> query.tableName("cruddur-messages")
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", string("MSG#" + group))))
                .items()
                .stream()
                .toList();
    }

    private static Instant time(Map<String, AttributeValue> message) {
        return OffsetDateTime.parse(message.get("sk").s()).toInstant();
    }

    private static AttributeValue string(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
