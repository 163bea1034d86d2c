package com.cruddur.messaging.benchmarks;

import java.util.List;
import java.util.Set;

/** Measures, and prints tables. With arguments it measures the parts that they name. */
public final class Benchmarks {
    private static final Set<String> PARTS = Set.of("http", "dynamodb", "postgres", "growth", "streams");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Set<String> parts = args.length == 0 ? PARTS : Set.of(args);
        if (!PARTS.containsAll(parts)) {
            System.err.println("usage: java -jar benchmarks.jar [http] [dynamodb] [postgres] [growth] [streams]");
            System.exit(2);
        }
        System.out.printf(
                "Java %s, %d processors; medians of %d rounds, ratios (lowest to highest) within rounds%n",
                Runtime.version(), Runtime.getRuntime().availableProcessors(), Comparison.ROUNDS);
        if (parts.contains("http")) {
            System.err.println("measuring HTTP, about two and a half minutes");
            Table table = new Table(List.of("messaging", "Javalin", "Jetty"), HttpBenchmark.run());
            table.print("HTTP on the memory store, CPU us a request", Sample::cpuMicros, "%.1f");
            table.print("HTTP on the memory store, requests a second", Sample::rate, "%,.0f");
        }
        if (parts.contains("dynamodb")) {
            System.err.println("measuring DynamoDB Local, about two minutes");
            Table table = new Table(List.of("messaging", "SDK alone"), DynamoDbBenchmark.run());
            table.print("DynamoDB Local, CPU us a call in the caller's process", Sample::cpuMicros, "%.1f");
            table.print("DynamoDB Local, calls a second", Sample::rate, "%,.0f");
        }
        if (parts.contains("postgres")) {
            System.err.println("measuring PostgreSQL, about six minutes");
            Table table = new Table(List.of("messaging", "SQL alone"), PostgresBenchmark.run());
            table.print("PostgreSQL, requests a second", Sample::rate, "%,.0f");
            table.print("PostgreSQL, us within which 99 of 100 are answered", Sample::p99Micros, "%,.0f");
            table.print("PostgreSQL, CPU us a request, the server's included", Sample::cpuMicros, "%.1f");
            Table http = new Table(List.of("messaging", "SQL"), PostgresHttpBenchmark.run());
            http.print("HTTP on PostgreSQL, requests a second", Sample::rate, "%,.0f");
            http.print("HTTP on PostgreSQL, CPU us a request of the HTTP server's process", Sample::cpuMicros, "%.1f");
        }
        if (parts.contains("growth")) {
            System.err.println("measuring a large PostgreSQL, about four minutes");
            Table table = new Table(List.of("large", "small"), GrowthBenchmark.run());
            table.print("Large PostgreSQL, CPU us a request, the server's included", Sample::cpuMicros, "%.1f");
            table.print("Large PostgreSQL, us within which 99 of 100 are answered", Sample::p99Micros, "%,.0f");
            Table dead = new Table(List.of("busy", "calm"), GrowthBenchmark.behindAnOpenTransaction());
            dead.print(
                    "After 10,000 posts behind an open transaction, us within which 99 of 100 are answered",
                    Sample::p99Micros,
                    "%,.0f");
        }
        if (parts.contains("streams")) {
            System.err.println("measuring streams of events, about eight minutes");
            StreamsBenchmark.run();
        }
        System.exit(0);
    }
}
