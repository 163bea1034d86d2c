package com.cruddur.messaging.cognito;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A loopback server that gives the answers a test sets. It counts the requests. */
final class KeySetServer implements AutoCloseable {
    final AtomicInteger fetches = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile HttpHandler handler;

    KeySetServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            fetches.incrementAndGet();
            handler.handle(exchange);
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
    }

    void publish(TestIssuer... issuers) {
        answer(200, TestIssuer.keySet(issuers));
    }

    void answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        handle(exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    void handle(HttpHandler next) {
        handler = next;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
