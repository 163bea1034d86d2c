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
import java.util.function.IntFunction;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The use cases on DynamoDB Local, in a process of its own, beside the SDK making the same calls; both in this process. */
final class DynamoDbBenchmark {
    private static final int CLIENTS = 8;
    private static final MessageText TEXT = new MessageText(Conversations.TEXT);

    private final TableOfGroups table;
    private final Messaging messaging;
    private final SdkAlone sdk;

    private DynamoDbBenchmark(TableOfGroups table, DynamoDbClient client) {
        this.table = table;
        this.messaging = table.messaging(new DynamoDbStore(client, TableAdmin.NAME));
        this.sdk = new SdkAlone(client, TableAdmin.NAME);
    }

    static List<Comparison> run() throws Exception {
        try (ServerProcess local = ServerProcess.start(DynamoDbServer.class)) {
            SentCalls sent = new SentCalls();
            try (DynamoDbClient client = client(local.port(), List.of());
                    DynamoDbClient watched = client(local.port(), List.of(sent))) {
                TableOfGroups table = TableOfGroups.create(client, 2 * CLIENTS);
                for (Pattern pattern : Pattern.values()) {
                    new DynamoDbBenchmark(table, watched).requireSameCalls(pattern, sent);
                }
                return new DynamoDbBenchmark(table, client).compare();
            }
        }
    }

    private static DynamoDbClient client(int port, List<ExecutionInterceptor> interceptors) {
        DynamoDbClientBuilder builder = DynamoDb.client(URI.create("http://127.0.0.1:" + port), "eu-west-1");
        return builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                        .executionInterceptors(interceptors)
                        .build())
                .build();
    }

    private List<Comparison> compare() throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            Contender ours = contender(client -> ours(pattern, client));
            Contender theirs = contender(client -> theirs(pattern, CLIENTS + client));
            comparisons.add(new Comparison(pattern.title(), List.of(ours, theirs)));
        }
        Comparison.run(comparisons);
        return comparisons;
    }

    private static Contender contender(IntFunction<Load.Step> client) {
        List<Load.Step> steps = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            steps.add(client.apply(i));
        }
        return new Contender(time -> Load.run(steps, time, DynamoDbBenchmark::cpu));
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

    private void requireSameCalls(Pattern pattern, SentCalls sent) throws Exception {
        Load.Step ours = ours(pattern, 0);
        ours.run();
        sent.take();
        ours.run();
        List<String> calls = sent.take();
        theirs(pattern, 0).run();
        List<String> theirs = sent.take();
        if (!calls.equals(theirs)) {
            throw new IllegalStateException("the adapter calls " + calls + ", the SDK alone " + theirs);
        }
    }
}
