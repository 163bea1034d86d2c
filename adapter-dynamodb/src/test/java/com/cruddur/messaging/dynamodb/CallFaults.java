package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.dynamodb.Faults.Kind;
import com.cruddur.messaging.dynamodb.Worker.Task;
import com.cruddur.messaging.dynamodb.table.Item;
import com.cruddur.messaging.dynamodb.table.Keys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The faults of the calls of a schedule, and the checks after each of its writes. */
final class CallFaults implements ScriptedClient.Script {
    private static final int LONGEST_STALL = 100;
    private static final int STALLS_ONE_IN = 40;
    /** Its two reads and its write are three calls, between which posts and moves have to come. */
    private static final int RENAME_STALLS_ONE_IN = 6;

    private static final int CRASHES_ONE_IN = 60;
    private static final List<Kind> BEFORE_A_WRITE =
            List.of(Kind.CONFLICT, Kind.THROTTLED_IN_TRANSACTION, Kind.THROTTLED, Kind.REQUEST_LOST, Kind.SERVER_ERROR);
    private static final List<Kind> BEFORE_A_READ = List.of(Kind.THROTTLED, Kind.REQUEST_LOST, Kind.SERVER_ERROR);
    private static final List<Kind> AFTER_A_WRITE =
            List.of(Kind.ANSWER_LOST, Kind.THROTTLED_AFTERWARDS, Kind.IN_PROGRESS_AFTERWARDS);
    private static final List<Kind> AFTER_A_READ = List.of(Kind.ANSWER_LOST, Kind.THROTTLED_AFTERWARDS);

    private final SplittableRandom random;
    private final Workers workers;
    private final PendingRecords stream;
    private final HalfVisible halfVisible;
    private final Ledger ledger;
    private final PlantedMistake planted;
    private Optional<HalfVisible.Hidden> hiding = Optional.empty();
    private boolean stopped;

    CallFaults(
            SplittableRandom random,
            Workers workers,
            PendingRecords stream,
            HalfVisible halfVisible,
            Ledger ledger,
            PlantedMistake planted) {
        this.random = random;
        this.workers = workers;
        this.stream = stream;
        this.halfVisible = halfVisible;
        this.ledger = ledger;
        this.planted = planted;
    }

    /** From now on nothing fails any more. */
    void stop() {
        stopped = true;
    }

    boolean haveStopped() {
        return stopped;
    }

    @Override
    public void before(DynamoDbRequest request) {
        workers.pause();
        if (stopped) {
            return;
        }
        Worker worker = workers.current();
        if (random.nextInt(worker.task == Task.RENAME ? RENAME_STALLS_ONE_IN : STALLS_ONE_IN) == 0) {
            stall(worker);
        }
        worker.crashed |= random.nextInt(CRASHES_ONE_IN) == 0;
        if (worker.crashed) {
            throw Failures.of(Kind.REQUEST_LOST, request);
        }
        if (random.nextInt(15) == 0) {
            throw Failures.of(any(isWrite(request) ? BEFORE_A_WRITE : BEFORE_A_READ), request);
        }
        halfVisible.check(request);
        boolean hides = isWrite(request) && random.nextInt(3) == 0;
        hiding = hides ? Optional.of(halfVisible.oneOf((TransactWriteItemsRequest) request)) : Optional.empty();
    }

    /** A handler may be given up for lost meanwhile, and its records delivered to others. */
    private void stall(Worker worker) {
        if (!worker.zombie && !worker.batch.isEmpty() && random.nextBoolean()) {
            worker.zombie = true;
            stream.again(worker.batch);
        }
        workers.stall(worker, LONGEST_STALL);
    }

    @Override
    public <Q extends DynamoDbRequest> Q sent(Q request) {
        return planted.sent(request);
    }

    @Override
    public <Q extends DynamoDbRequest, R> R answered(Q request, R response) {
        if (stopped) {
            return response;
        }
        R seen = halfVisible.seen(request, response);
        if (request instanceof QueryRequest query && workers.current().task == Task.RENAME) {
            takeNote(query, ((QueryResponse) response).items(), ((QueryResponse) seen).items());
        }
        return request instanceof BatchGetItemRequest batch ? cutShort(batch, seen) : seen;
    }

    /** An inbox of a schedule fits on a page: a query is a pass. */
    private void takeNote(
            QueryRequest query, List<Map<String, AttributeValue>> there, List<Map<String, AttributeValue>> seen) {
        Worker rename = workers.current();
        Set<UUID> missed = groups(there);
        missed.removeAll(groups(seen));
        if (rename.passes > 0) {
            missed.retainAll(rename.missed);
        }
        rename.passes++;
        rename.missed = missed;
    }

    private static Set<UUID> groups(List<Map<String, AttributeValue>> rows) {
        return rows.stream()
                .map(it -> new Item(it).uuid(Keys.MESSAGE_GROUP_UUID))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Some of the keys are left for later; a read that is not consistent shows the item as it was a while ago. */
    @SuppressWarnings("unchecked")
    private <R> R cutShort(BatchGetItemRequest batch, R response) {
        BatchGetItemResponse answer = (BatchGetItemResponse) response;
        if (!Failures.asked(batch).consistentRead()) {
            answer = Notes.without(answer);
        }
        int keys = Failures.keys(batch).size();
        return (R) (random.nextInt(10) == 0 ? Failures.partial(batch, answer, random.nextInt(keys)) : answer);
    }

    @Override
    public void after(DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest write) {
            committed(write);
        }
        if (stopped) {
            return;
        }
        Worker worker = workers.current();
        worker.crashed |= random.nextInt(CRASHES_ONE_IN) == 0;
        if (worker.crashed || random.nextInt(20) == 0) {
            List<Kind> kinds = isWrite(request) ? AFTER_A_WRITE : AFTER_A_READ;
            throw Failures.of(worker.crashed ? Kind.ANSWER_LOST : any(kinds), request);
        }
        acknowledge(request);
    }

    private void committed(TransactWriteItemsRequest write) {
        if (!stopped) {
            hiding.ifPresent(halfVisible::hide);
        }
        for (TransactWriteItem item : write.transactItems()) {
            if (!halfVisible.hides(item)) {
                stream.written(item);
            }
            ledger.written(item);
        }
        ledger.assertInboxesWrittenBy(write);
    }

    /** The writer learns of it, and from then on all readers see all of it. */
    private void acknowledge(DynamoDbRequest request) {
        if (request instanceof TransactWriteItemsRequest write
                && write.transactItems().stream().anyMatch(halfVisible::hides)) {
            workers.stall(workers.current(), HalfVisible.LONGEST);
            write.transactItems().forEach(halfVisible::show);
        }
    }

    private static boolean isWrite(DynamoDbRequest request) {
        return request instanceof TransactWriteItemsRequest;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
