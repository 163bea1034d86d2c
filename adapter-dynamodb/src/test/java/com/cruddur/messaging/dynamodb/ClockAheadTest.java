package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Idempotency;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The store says by its answers that its clock is behind this instance's. */
class ClockAheadTest {
    private static final int HOUR = 3_600;
    private static final int YEAR = 365 * 24 * HOUR;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final Dated dated = new Dated();
    private final DynamoDbClient client = LocalDynamoDb.client(dated);
    private final String table = LocalDynamoDb.newTable(false);
    private final DynamoDbMessages messages = new DynamoDbMessages(client, table);
    private final DynamoDbMessageGroups groups = new DynamoDbMessageGroups(client, table);
    private final People people = new People();
    private final User alice = people.add("Alice");
    private final User bob = people.add("Bob");
    private final User carol = people.add("Carol");
    private final MessageGroup group = MessageGroup.of(UUID.randomUUID(), alice.uuid(), bob.uuid());
    private final MessageGroup fresh = MessageGroup.of(UUID.randomUUID(), alice.uuid(), carol.uuid());
    private final NewMessage first = draft("first", 0, Optional.of("first"));
    private final NewMessage second = draft("second", 0, Optional.of("second"));

    private Message firstAnswer;
    private Message secondAnswer;

    @BeforeEach
    void talk() {
        firstAnswer = groups.open(group, bob, first).orElseThrow();
        secondAnswer = messages.append(group, second);
        dated.requests.clear();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void nothingIsPostedByAnInstanceThatIsMoreThanAMinuteAhead() {
        assertRefused(() -> messages.append(group, draft("third", HOUR, Optional.empty())));
        assertRefused(() -> messages.append(group, draft("third", HOUR, Optional.of("third"))));
        assertRefused(() -> messages.appendAll(
                group, List.of(draft("third", 1, Optional.empty()), draft("fourth", HOUR, Optional.empty()))));
        assertRefused(() -> groups.open(fresh, carol, draft("third", HOUR, Optional.empty())));
        assertThat(dated.requests).isNotEmpty().doesNotContain("TransactWriteItems");

        messages.append(group, draft("third", 50, Optional.of("third")));
        assertThat(groups.open(fresh, carol, draft("first", 50, Optional.empty())))
                .isPresent();
        assertThat(texts()).containsExactly("third", "second", "first");
    }

    @Test
    void itIsTheDateOfTheStoresAnswersThatCounts() {
        dated.storeIsBehind = Duration.ofSeconds(HOUR);
        try (DynamoDbClient another = LocalDynamoDb.client(dated)) {
            assertRefused(
                    () -> new DynamoDbMessages(another, table).append(group, draft("third", 1, Optional.empty())));
        }
        assertThat(dated.requests).containsExactly("GetItem");
        assertThat(texts()).containsExactly("second", "first");
    }

    /** By the clock of an instance that is a year ahead, the keys have expired. */
    @Test
    void aRetryWhoseKeyWasAnsweredStillGetsItsAnswer() {
        for (int ahead : new int[] {HOUR, YEAR}) {
            NewMessage again = draft("second", ahead, Optional.of("second"));
            assertThat(messages.append(group, again)).isEqualTo(secondAnswer);
            assertThat(messages.answered(again)).contains(secondAnswer);
            assertThat(groups.open(fresh, carol, draft("first", ahead, Optional.of("first"))))
                    .contains(firstAnswer);
        }
        assertThat(dated.requests).doesNotContain("TransactWriteItems");
    }

    @Test
    void aGroupThatStandsInTheFutureGoesOnFromThere() {
        dated.hasDate = false;
        NewMessage ofNextYear = draft("third", YEAR, Optional.empty());
        assertThat(messages.append(group, ofNextYear).createdAt()).isEqualTo(ofNextYear.now());

        dated.hasDate = true;
        groups.find(UUID.randomUUID());
        assertThat(messages.append(group, draft("fourth", 0, Optional.empty())).createdAt())
                .isEqualTo(ofNextYear.now().plus(1, ChronoUnit.MICROS));
    }

    @Test
    void inTheSteadyStateAPostIsOneRequest() {
        for (int i = 1; i <= 3; i++) {
            messages.append(group, draft("more", i, Optional.empty()));
        }
        dated.hasDate = false;
        for (int i = 4; i <= 6; i++) {
            messages.append(group, draft("more", i, Optional.empty()));
        }
        assertThat(dated.requests).hasSize(6).containsOnly("TransactWriteItems");
    }

    @Test
    void anInstanceThatHasNotHeardFromTheStoreAsksItOnce() {
        try (DynamoDbClient another = LocalDynamoDb.client(dated)) {
            DynamoDbMessages restarted = new DynamoDbMessages(another, table);
            restarted.append(group, draft("third", 1, Optional.empty()));
            restarted.append(group, draft("fourth", 2, Optional.empty()));
        }
        assertThat(dated.requests).containsExactly("GetItem", "TransactWriteItems", "TransactWriteItems");
    }

    private static void assertRefused(ThrowingCallable post) {
        assertThatThrownBy(post)
                .isInstanceOf(StorageException.class)
                .hasMessage("the clock of this instance is too far ahead of DynamoDB's: nothing is posted");
    }

    private List<String> texts() {
        return messages.newestFirst(group.uuid(), Optional.empty(), 100).items().stream()
                .map(Message::text)
                .toList();
    }

    private NewMessage draft(String text, int secondsAhead, Optional<String> key) {
        return new NewMessage(
                UUID.randomUUID(),
                alice,
                new MessageText(text),
                now.plusSeconds(secondsAhead),
                key.map(it -> new Idempotency(new IdempotencyKey(it), "of " + it))
                        .orElse(null));
    }

    /** Puts the {@code Date} of a store into answers whose clock is behind, or none. */
    private static final class Dated implements ExecutionInterceptor {
        private final List<String> requests = new ArrayList<>();
        private Duration storeIsBehind = Duration.ZERO;
        private boolean hasDate = true;

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            SdkRequest request = context.request();
            requests.add(request.getClass().getSimpleName().replace("Request", ""));
        }

        @Override
        public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            SdkHttpResponse.Builder answer = context.httpResponse().toBuilder();
            String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                    Instant.now().minus(storeIsBehind).atOffset(ZoneOffset.UTC));
            return hasDate
                    ? answer.putHeader("Date", date).build()
                    : answer.removeHeader("Date").build();
        }
    }
}
