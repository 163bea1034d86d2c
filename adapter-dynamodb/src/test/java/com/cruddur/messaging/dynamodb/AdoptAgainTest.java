package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.Faults.Scope;
import com.cruddur.messaging.dynamodb.repair.Finding;
import com.cruddur.messaging.dynamodb.repair.Repairs;
import com.cruddur.messaging.dynamodb.table.BulkReads;
import com.cruddur.messaging.dynamodb.table.Keys;
import com.cruddur.messaging.port.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Adoption that was disturbed just after its write, and the work that is left for the next run. */
final class AdoptAgainTest extends AdoptedTable {
    private UUID group;

    /** Its rows stand at its first message, so they have to be moved once it is adopted. */
    @BeforeEach
    void fill() {
        group = UUID.randomUUID();
        reference.message(group, alice, EARLY, "first of " + group);
        reference.message(group, bob, LATE, "last of " + group);
        reference.row(group, alice, bob, EARLY, "first of " + group);
        reference.row(group, bob, alice, EARLY, "first of " + group);
    }

    private void adopt(ExecutionInterceptor disturbance) {
        try (DynamoDbClient disturbed = LocalDynamoDb.client(disturbance)) {
            Repairs.repair(disturbed, table, Duration.ofMillis(1))
                    .adopt(uuid -> Optional.empty(), left::add, seen -> {});
        }
    }

    @Test
    void aRunThatStoppedJustAfterItsWriteIsFinishedByTheNext() {
        assertThatThrownBy(() -> adopt(new CrashAtWrite(1, true))).isInstanceOf(StorageException.class);
        assertThat(verify())
                .extracting(Finding::kind)
                .contains(Finding.Kind.ROWS_BEHIND)
                .hasSize(3);
        assertThat(adopt().done()).isZero();
        assertThat(left).isEmpty();
        assertFaultless();
        assertWorks(group, both(group));
    }

    @Test
    void aWriteWhoseAnswerIsLostIsFinishedAtOnce() {
        Faults faults = new Faults();
        int call = callOfFirstWrite();
        faults.arm(Kind.THROTTLED_AFTERWARDS, Scope.ONE_CALL, call);
        adopt(faults);
        assertThat(faults.struck()).isTrue();
        assertThat(left).isEmpty();
        assertFaultless();
        assertWorks(group, both(group));
    }

    /** The calls before it are the same on any table with one such group. */
    private int callOfFirstWrite() {
        Faults count = new Faults();
        count.disarm();
        count.arm(Kind.CONFLICT, Scope.FROM_THEN_ON, 1);
        count.andThen(() -> {
            throw new StopHere(count.calls());
        });
        try {
            adopt(count);
        } catch (StopHere stop) {
            return stop.calls;
        }
        throw new AssertionError("adoption wrote nothing");
    }

    private static final class StopHere extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int calls;

        StopHere(int calls) {
            this.calls = calls;
        }
    }

    @Test
    void theReferencesLambdaThatStillRunsIsNamedAndHoldsUpNoOtherGroup() {
        User carol = people.add("Carol");
        UUID other = reference.group(alice, carol, EARLY, "2026-01-01T00:00:00.000000+00:00");
        adopt(new ReferenceLambda());
        assertThat(left).containsExactly(Repairs.finding(Finding.Kind.ROWS_CONTESTED, group));
        assertThat(messaging
                        .listMessages(carol.handle(), other, PageRequest.first())
                        .items())
                .hasSize(2);

        left.clear();
        try (DynamoDbClient disturbed = LocalDynamoDb.client(new ReferenceLambda())) {
            Repairs.repair(disturbed, table, Duration.ofMillis(1))
                    .rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        }
        assertThat(left).contains(Repairs.finding(Finding.Kind.ROWS_CONTESTED, group));
        assertThat(left).extracting(Finding::group).containsOnly(group.toString());

        left.clear();
        repair.rebuild(uuid -> Optional.empty(), left::add, seen -> {});
        assertThat(left).isEmpty();
        assertFaultless();
    }

    /** Before each move of the group's rows it moves one of them, as the reference's Lambda does. */
    private final class ReferenceLambda implements ExecutionInterceptor {
        private int moves;

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (context.request() instanceof TransactWriteItemsRequest write
                    && write.transactItems().stream().anyMatch(this::isMove)) {
                new BulkReads(client, table, LocalDynamoDb.PATIENCE)
                        .rows(Keys.inbox(alice.uuid()), group.toString())
                        .forEach(row -> client.deleteItem(
                                delete -> delete.tableName(table).key(row.key())));
                reference.row(group, alice, bob, "2026-03-02T00:00:0" + moves++ % 10 + ".000000", "moved by it");
            }
        }

        private boolean isMove(TransactWriteItem write) {
            return write.update() != null && write.update().key().equals(Keys.rows(group));
        }
    }

    private List<Finding> verify() {
        List<Finding> found = new ArrayList<>();
        repair.verify(found::add, seen -> {});
        return found;
    }

    @Test
    void aGroupWhoseRowsItemIsLeftFromBeforeIsAdopted() {
        reference.put(Map.of(
                "pk", "ROWS#" + group, "sk", "ROWS", "lower_sk", LATE, "higher_sk", LATE, "message_created_at", LATE));
        adoptAndRebuild();
        assertWorks(group, both(group));
    }
}
