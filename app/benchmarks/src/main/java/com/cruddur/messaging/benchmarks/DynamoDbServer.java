package com.cruddur.messaging.benchmarks;

import java.net.InetAddress;
import java.net.ServerSocket;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/** DynamoDB Local, in memory. */
final class DynamoDbServer {
    private DynamoDbServer() {}

    public static void main(String[] args) throws Exception {
        ServerProcess.serve(DynamoDbServer::start);
    }

    /** It does not choose a port by itself. */
    private static int start() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ServerRunner.createServerFromCommandLineArgs(
                        new String[] {"-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)})
                .start();
        return port;
    }
}
