package com.cruddur.messaging.benchmarks;

import static com.cruddur.messaging.application.PageRequest.DEFAULT_LIMIT;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.DynamoDbStore;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The use cases on DynamoDB Local, in a process of its own, beside the SDK making the same calls; both in this process. */
final class DynamoDbBenchmark implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final String REGION = "eu-west-1";
    private static final int SETTLE_SECONDS = 10;
    private static final MessageText TEXT = new MessageText(Conversations.TEXT);

    private final TableOfGroups table;
    private final DynamoDbStore store;
    private final Messaging messaging;
    private final SdkAlone sdk;

    private DynamoDbBenchmark(TableOfGroups table, DynamoDbClient client) {
        this.table = table;
        this.store = new DynamoDbStore(client, TableAdmin.NAME);
        this.messaging = table.messaging(store);
        this.sdk = new SdkAlone(client, TableAdmin.NAME);
    }

    static List<Comparison> run() throws Exception {
        try (ServerProcess local = ServerProcess.start(DynamoDbServer.class)) {
            SentCalls sent = new SentCalls();
            try (DynamoDbClient client = client(local.port(), List.of());
                    DynamoDbClient watched = client(local.port(), List.of(sent))) {
                TableOfGroups table = table(local.port());
                try (DynamoDbBenchmark benchmark = new DynamoDbBenchmark(table, watched)) {
                    for (Pattern pattern : Pattern.values()) {
                        Load.Step ours = then(benchmark.ours(pattern, 0), () -> benchmark.settle(pattern, 1));
                        Load.Step sdk = then(benchmark.theirs(pattern, 0), benchmark.sdk::settle);
                        new SameCalls(sent).require(ours, sdk);
                    }
                }
                try (DynamoDbBenchmark benchmark = new DynamoDbBenchmark(table, client)) {
                    return benchmark.compare();
                }
            }
        }
    }

    /** DynamoDB Local takes its time for its first calls. */
    private static TableOfGroups table(int port) {
        try (DynamoDbClient patient =
                DynamoDb.patientClient(endpoint(port), REGION).build()) {
            return TableOfGroups.create(patient, 2 * CLIENTS);
        }
    }

    private static URI endpoint(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static DynamoDbClient client(int port, List<ExecutionInterceptor> interceptors) {
        DynamoDbClientBuilder builder = DynamoDb.client(endpoint(port), REGION);
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(interceptors)
                        .build())
                .build();
    }

    private List<Comparison> compare() throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            Contender ours = contender(client -> ours(pattern, client), () -> settle(pattern, CLIENTS));
            Contender theirs = contender(client -> theirs(pattern, CLIENTS + client), sdk::settle);
            comparisons.add(new Comparison(pattern.title(), List.of(ours, theirs)));
        }
        Comparison.run(comparisons);
        return comparisons;
    }

    /** @param settle waits for the follow-up of the last posts, so that nobody else's round pays for it */
    private static Contender contender(IntFunction<Load.Step> client, Load.Step settle) {
        List<Load.Step> steps = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            steps.add(client.apply(i));
        }
        return new Contender(time -> {
            Sample sample = Load.run(steps, time, DynamoDbBenchmark::cpu);
            settle.run();
            return sample;
        });
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private Load.Step ours(Pattern pattern, int client) {
        UUID group = table.postedTo(client);
        return switch (pattern) {
            case POST -> () -> messaging.as(table.subject(client)).post(group, TEXT);
            case MESSAGES -> () -> messaging.as(table.reader()).messages(table.longGroup());
            case GROUPS -> () -> messaging.as(table.reader()).messageGroups();
        };
    }

    /** One item more than the page shows tells whether there is a next page. */
    private Load.Step theirs(Pattern pattern, int client) {
        SdkAlone.Poster poster = table.poster(sdk, client);
        return switch (pattern) {
            case POST -> () -> poster.post(Conversations.TEXT);
            case MESSAGES -> () -> sdk.query("MSG#" + table.longGroup(), DEFAULT_LIMIT + 1);
            case GROUPS -> () -> sdk.query("GRP#" + table.reader(), DEFAULT_LIMIT + 1);
        };
    }

    /** Waits until the inbox rows of the first groups that ours posts to have moved. */
    private void settle(Pattern pattern, int posters) throws InterruptedException {
        if (pattern != Pattern.POST) {
            return;
        }
        CountDownLatch moved = new CountDownLatch(posters);
        for (int i = 0; i < posters; i++) {
            store.inbox().whenCaughtUp(table.postedTo(i), moved::countDown);
        }
        if (!moved.await(SETTLE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the inbox rows have not moved " + SETTLE_SECONDS + " s after the posts");
        }
    }

    private static Load.Step then(Load.Step first, Load.Step second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    @Override
    public void close() {
        messaging.close();
        store.close();
        sdk.close();
    }
}
