package com.cruddur.messaging.benchmarks;

import com.cruddur.messaging.application.LocalEvents;
import com.cruddur.messaging.inmemory.InMemoryStore;
import com.cruddur.messaging.postgres.ConnectionUrl;
import com.cruddur.messaging.postgres.events.PostgresEvents;

/** The service with as many users as the streams need, on the memory store, or as one of several instances on a PostgreSQL. */
final class StreamsServer {
    private StreamsServer() {}

    /** @param args how many users; the URL of the PostgreSQL that holds the messages and carries the events, or none */
    public static void main(String[] args) throws Exception {
        int users = Integer.parseInt(args[0]);
        ServerProcess.serve(() -> args.length == 1
                ? MessagingServer.start(new InMemoryStore(), new LocalEvents(), users)
                : MessagingServer.start(
                        MessagingServer.onPostgres(args[1]),
                        new PostgresEvents(ConnectionUrl.parse(args[1]).unpooled()),
                        users));
    }
}
