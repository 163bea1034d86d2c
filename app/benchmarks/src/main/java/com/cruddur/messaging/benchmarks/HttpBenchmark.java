package com.cruddur.messaging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The service on the memory store, a bare Javalin handler and a bare Jetty handler, for the same bytes. */
final class HttpBenchmark {
    private static final int CLIENTS = 16;

    private HttpBenchmark() {}

    static List<Comparison> run() throws Exception {
        Path recorded = Files.createTempDirectory("recorded-answers");
        try (ServerProcess ours = ServerProcess.start(MessagingServer.class)) {
            Map<Pattern, List<byte[]>> requests = Conversations.fill(ours.port(), CLIENTS);
            Map<Pattern, Answer> answers = record(ours, requests);
            RecordedAnswers.write(answers, recorded);
            try (ServerProcess javalin = ServerProcess.start(JavalinServer.class, recorded.toString());
                    ServerProcess jetty = ServerProcess.start(JettyServer.class, recorded.toString())) {
                requireSame(answers, record(javalin, requests));
                requireSame(answers, record(jetty, requests));
                return compare(List.of(ours, javalin, jetty), requests);
            }
        } finally {
            delete(recorded);
        }
    }

    static void delete(Path recorded) throws IOException {
        for (Pattern pattern : Pattern.values()) {
            Files.deleteIfExists(recorded.resolve(pattern.name()));
        }
        Files.delete(recorded);
    }

    private static List<Comparison> compare(List<ServerProcess> servers, Map<Pattern, List<byte[]>> requests)
            throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            List<Contender> contenders = servers.stream()
                    .map(server -> new Contender(time -> load(server, pattern.of(requests), time)))
                    .toList();
            comparisons.add(new Comparison(pattern.title(), contenders));
        }
        Comparison.run(comparisons);
        return comparisons;
    }

    /** Each client on a connection of its own, that it keeps. */
    static Sample load(ServerProcess server, List<byte[]> requests, Duration time) throws Exception {
        List<HttpConnection> connections = new ArrayList<>();
        try {
            List<Load.Step> steps = new ArrayList<>();
            for (byte[] request : requests) {
                HttpConnection connection = new HttpConnection(server.port());
                connections.add(connection);
                steps.add(() -> connection.exchange(request));
            }
            return Load.run(steps, time, server::cpu);
        } finally {
            for (HttpConnection connection : connections) {
                connection.close();
            }
        }
    }

    static Map<Pattern, Answer> record(ServerProcess server, Map<Pattern, List<byte[]>> requests) throws IOException {
        Map<Pattern, Answer> answers = new EnumMap<>(Pattern.class);
        try (HttpConnection connection = new HttpConnection(server.port())) {
            for (Pattern pattern : Pattern.values()) {
                answers.put(pattern, connection.exchange(pattern.of(requests).get(0)));
            }
        }
        return answers;
    }

    private static void requireSame(Map<Pattern, Answer> ours, Map<Pattern, Answer> theirs) {
        for (Pattern pattern : Pattern.values()) {
            Answer our = pattern.of(ours);
            Answer their = pattern.of(theirs);
            if (!our.isLike(their)) {
                throw new IllegalStateException("the answers differ:\n" + our.head() + their.head());
            }
        }
    }
}
