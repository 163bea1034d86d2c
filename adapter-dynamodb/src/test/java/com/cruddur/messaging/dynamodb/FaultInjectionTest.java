package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.Faults.Scope;
import com.cruddur.messaging.dynamodb.table.StoreClock;
import com.cruddur.messaging.dynamodb.write.Inboxes;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every use case, with every fault at every call that it makes. Marks are left out where the SDK repeats one request: it does so alike for
 * all calls.
 */
class FaultInjectionTest {
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(50);

    private static DynamoDbClient plain;
    private static String table;
    private final People people = new People();
    private final Faults faults = new Faults();
    private final DynamoDbClient faulty = LocalDynamoDb.client(faults);

    @BeforeAll
    static void createTable() {
        plain = LocalDynamoDb.client();
        table = LocalDynamoDb.newTable(false);
    }

    @AfterEach
    void close() {
        faulty.close();
    }

    @AfterAll
    static void nothingInTheTableIsHalfDone() {
        assertThat(TableCheck.assertWhole(plain, table)).isPositive();
        plain.close();
    }

    /** An instance that has just started: it remembers no group. */
    record Instance(UseCases messaging, Inboxes inboxes) {}

    /** A caller makes a call in a world, and gets an answer. */
    enum UseCase {
        LIST_MESSAGES((it, world) -> it.messaging.listMessages(world.bob.handle(), world.group, PageRequest.first())),
        LIST_GROUPS((it, world) -> it.messaging.listMessageGroups(world.bob.handle(), PageRequest.first())),
        POST((it, world) -> it.messaging.post(world.alice.handle(), world.group, world.text, world.key)),
        POST_WITHOUT_KEY(
                (it, world) -> it.messaging.post(world.alice.handle(), world.group, world.text, Optional.empty())),
        OPEN((it, world) -> it.messaging.postFirst(world.alice.handle(), world.carol.handle(), world.text, world.key)),
        OPEN_WITHOUT_KEY((it, world) ->
                it.messaging.postFirst(world.alice.handle(), world.carol.handle(), world.text, Optional.empty())),
        POST_BY_HANDLE(
                (it, world) -> it.messaging.postFirst(world.alice.handle(), world.bob.handle(), world.text, world.key)),
        REFRESH((it, world) -> it.messaging.refreshInboxes(world.group)),
        RENAME((it, world) -> it.inboxes.rename(world.aliceRenamed)),
        MARK((it, world) -> world.markRead(it.messaging));

        private final BiFunction<Instance, World, Object> run;

        UseCase(BiFunction<Instance, World, Object> run) {
            this.run = run;
        }

        boolean says() {
            return !List.of(LIST_MESSAGES, LIST_GROUPS, REFRESH, RENAME, MARK).contains(this);
        }

        boolean movesRows() {
            return List.of(REFRESH, RENAME).contains(this);
        }

        boolean canMeet(Kind kind) {
            return switch (kind) {
                case CONFLICT, THROTTLED_IN_TRANSACTION, IN_PROGRESS_AFTERWARDS ->
                    says() || movesRows() || this == MARK;
                case UNPROCESSED, PARTLY_UNPROCESSED -> movesRows();
                default -> true;
            };
        }

        boolean hasKey() {
            return says() && !name().endsWith("WITHOUT_KEY");
        }
    }

    static Stream<Arguments> everything() {
        return Arrays.stream(UseCase.values())
                .flatMap(useCase -> Arrays.stream(Kind.values())
                        .filter(kind -> useCase.canMeet(kind))
                        .flatMap(kind -> Arrays.stream(Scope.values())
                                .filter(scope -> useCase != UseCase.MARK || scope != Scope.ONE_ATTEMPT)
                                .map(scope -> Arguments.of(useCase, kind, scope))));
    }

    @ParameterizedTest
    @MethodSource("everything")
    void aFaultAtAnyCallLeavesNothingHalfDone(UseCase useCase, Kind kind, Scope scope) {
        useCase.run.apply(fresh(scope), world());
        int calls = faults.calls();
        assertThat(calls).isPositive();
        for (int call = 1; call <= calls; call++) {
            World world = world();
            Instance instance = fresh(scope);
            faults.arm(kind, scope, call);
            Optional<Object> answer = tryOnce(useCase, instance, world);
            if (faults.struck()) {
                assertThat(answer.isPresent())
                        .describedAs("answered in spite of the fault at call %d", call)
                        .isEqualTo(survives(kind, scope));
            } else {
                assertThat(answer).isPresent();
            }
            faults.disarm();
            assertDone(useCase, world, instance, answer);
        }
    }

    /** Whether the adapter, or the SDK below it, gets over the armed fault by itself. */
    private boolean survives(Kind kind, Scope scope) {
        return switch (scope) {
            case ONE_ATTEMPT -> true;
            case ONE_CALL ->
                switch (kind) {
                    case REQUEST_LOST, ANSWER_LOST, SERVER_ERROR -> false;
                    case THROTTLED, THROTTLED_AFTERWARDS -> faults.strikesAWrite();
                    case THROTTLED_IN_TRANSACTION, CONFLICT, IN_PROGRESS_AFTERWARDS, UNPROCESSED, PARTLY_UNPROCESSED ->
                        true;
                };
            case FROM_THEN_ON -> false;
        };
    }

    private void assertDone(UseCase useCase, World world, Instance instance, Optional<Object> answer) {
        if (useCase.says() && answer.isPresent()) {
            assertThat(world.timesSaid()).isEqualTo(1);
        }
        if (useCase == UseCase.RENAME && answer.isPresent()) {
            world.assertAliceIsRenamed();
        }
        if (useCase == UseCase.MARK && answer.isPresent()) {
            world.assertBobHasReadAll();
        }
        if (!useCase.hasKey() && useCase.says()) {
            assertThat(world.timesSaid()).isLessThanOrEqualTo(1);
            return;
        }
        Object again = useCase.run.apply(instance, world);
        if (useCase.says()) {
            assertThat(world.timesSaid()).isEqualTo(1);
            answer.ifPresent(it -> assertThat((Message) again).isEqualTo(it));
        }
        if (useCase.movesRows()) {
            world.assertRowsStandAtTheNewest();
        }
        if (useCase == UseCase.RENAME) {
            world.assertAliceIsRenamed();
        }
        if (useCase == UseCase.MARK) {
            world.assertBobHasReadAll();
        }
    }

    private static Optional<Object> tryOnce(UseCase useCase, Instance instance, World world) {
        try {
            return Optional.of(useCase.run.apply(instance, world));
        } catch (StorageException e) {
            assertThat(e).hasMessageNotContaining(world.text.value());
            return Optional.empty();
        }
    }

    private World world() {
        World world = new World(people, people.on(plain, table));
        faults.disarm();
        return world;
    }

    private Instance fresh(Scope scope) {
        Duration patience = scope == Scope.FROM_THEN_ON ? LITTLE_PATIENCE : LocalDynamoDb.PATIENCE;
        StoreClock clock = new StoreClock();
        DynamoDbMessageGroups groups = new DynamoDbMessageGroups(faulty, table, patience, clock);
        return new Instance(
                people.on(groups, new DynamoDbMessages(faulty, table, patience, clock)),
                new Inboxes(groups.inboxRows()));
    }
}
