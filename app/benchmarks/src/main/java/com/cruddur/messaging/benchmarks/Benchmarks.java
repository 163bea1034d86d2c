package com.cruddur.messaging.benchmarks;

import java.util.List;
import java.util.Set;

/** Measures, and prints tables. With the argument {@code http} or {@code dynamodb} it measures that part alone. */
public final class Benchmarks {
    private static final Set<String> PARTS = Set.of("http", "dynamodb");

    private Benchmarks() {}

    public static void main(String[] args) throws Exception {
        Set<String> parts = args.length == 0 ? PARTS : Set.of(args);
        if (!PARTS.containsAll(parts)) {
            System.err.println("usage: java -jar benchmarks.jar [http] [dynamodb]");
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
        System.exit(0);
    }
}
