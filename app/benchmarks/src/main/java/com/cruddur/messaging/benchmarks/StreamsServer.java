package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.inmemory.InMemoryStore;

/** The service with as many users as the streams need, on the memory store or on PostgreSQL. */
final class StreamsServer {
    private StreamsServer() {}

    /** @param args how many users; the URL of the PostgreSQL that holds the messages, or none */
    public static void main(String[] args) throws Exception {
        ServerProcess.serve(() -> MessagingServer.start(
                args.length == 1 ? new InMemoryStore() : MessagingServer.onPostgres(args[1]),
                Integer.parseInt(args[0])));
    }
}
