package com.cruddur.messaging.cognito;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Cognito's ListUsers over HTTP: each call gets the next of the answers, and the last one again and again. */
final class ListUsersServer implements AutoCloseable {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers;
    private final HttpServer server;

    /** @param body as Cognito sends it */
    record Answer(int status, String body) {}

    private ListUsersServer(HttpServer server, Queue<Answer> answers) {
        this.server = server;
        this.answers = answers;
    }

    static ListUsersServer start(Answer... answers) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ListUsersServer server = new ListUsersServer(http, new ArrayDeque<>(List.of(answers)));
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    /** A page that another follows. */
    static Answer page(String nextToken, String... subjects) {
        return new Answer(200, "{\"Users\":[" + users(subjects) + "],\"PaginationToken\":\"" + nextToken + "\"}");
    }

    static Answer lastPage(String... subjects) {
        return new Answer(200, "{\"Users\":[" + users(subjects) + "]}");
    }

    static Answer error(int status, String code) {
        return new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"not now\"}");
    }

    private static String users(String... subjects) {
        return Stream.of(subjects)
                .map(it -> "{\"Username\":\"" + it + "\",\"Attributes\":[" + attribute("sub", it) + ","
                        + attribute("email", "private-address@example.com") + "]}")
                .collect(Collectors.joining(","));
    }

    static String attribute(String name, String value) {
        return "{\"Name\":\"" + name + "\",\"Value\":\"" + value + "\"}";
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The bodies of all calls so far. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
