package com.cruddur.messaging.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Posts over HTTP: the service on the PostgreSQL store beside a Javalin handler with the best SQL, on one server. */
final class PostgresHttpBenchmark {
    private static final int[] CLIENTS = {1, 16, 64};
    private static final int MOST_CLIENTS = 64;

    private PostgresHttpBenchmark() {}

    static List<Comparison> run() throws Exception {
        Path recorded = Files.createTempDirectory("recorded-answers");
        try (PostgresServer postgres = PostgresServer.start();
                ServerProcess ours = ServerProcess.start(MessagingServer.class, postgres.url())) {
            Map<Pattern, List<byte[]>> requests = Conversations.fill(ours.port(), MOST_CLIENTS);
            RecordedAnswers.write(HttpBenchmark.record(ours, requests), recorded);
            postgres.execute("vacuum analyze");
            try (ServerProcess sql = ServerProcess.start(SqlServer.class, postgres.jdbcUrl(), recorded.toString())) {
                return compare(List.of(ours, sql), Pattern.POST.of(requests));
            }
        } finally {
            HttpBenchmark.delete(recorded);
        }
    }

    private static List<Comparison> compare(List<ServerProcess> servers, List<byte[]> posts) throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (int clients : CLIENTS) {
            List<Contender> contenders = servers.stream()
                    .map(server -> new Contender(time -> HttpBenchmark.load(server, posts.subList(0, clients), time)))
                    .toList();
            comparisons.add(new Comparison("C, " + clients + (clients == 1 ? " client" : " clients"), contenders));
        }
        Comparison.run(comparisons);
        return comparisons;
    }
}
