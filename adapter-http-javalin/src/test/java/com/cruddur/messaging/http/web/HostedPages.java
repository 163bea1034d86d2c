package com.cruddur.messaging.http.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The domain of a user pool, for the authorization code grant with PKCE. It signs everybody in as Bayko. */
final class HostedPages implements AutoCloseable {
    static final String CLIENT = "client-of-the-test";

    /** The grants that were asked for, in order. */
    final List<String> grants = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final Function<String, String> tokens;
    private volatile String challenge = "";
    private volatile boolean isForging;

    /** @param tokens gives an access token for a handle */
    HostedPages(Function<String, String> tokens) throws IOException {
        this.tokens = tokens;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth2/authorize", this::authorize);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/oauth2/revoke", exchange -> answer(exchange, 200, ""));
        server.createContext("/logout", this::logout);
        server.start();
    }

    URI domain() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on answers come with a state that nobody asked for. */
    void forge() {
        isForging = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        boolean isRight = query.get("response_type").equals("code")
                && query.get("client_id").equals(CLIENT)
                && query.get("scope").equals("openid profile")
                && query.get("code_challenge_method").equals("S256")
                && query.get("redirect_uri").endsWith("/messages");
        challenge = query.get("code_challenge");
        String state = isForging ? "forged" : query.get("state");
        redirect(exchange, query.get("redirect_uri") + (isRight ? "?code=the-code&state=" + state : "?error=wrong"));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String grant = form.get("grant_type");
        grants.add(grant);
        boolean isRight = grant.equals("refresh_token")
                ? form.get("refresh_token").equals("the-refresh-token")
                : form.get("code").equals("the-code") && challenge.equals(digest(form.get("code_verifier")));
        if (!isRight || !form.get("client_id").equals(CLIENT)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String claims = encode("{\"sub\":\"the-user\",\"preferred_username\":\"bayko\"}".getBytes(UTF_8));
        String refresh = grant.equals("refresh_token") ? "" : ",\"refresh_token\":\"the-refresh-token\"";
        answer(
                exchange,
                200,
                "{\"access_token\":\"" + tokens.apply("bayko") + "\",\"id_token\":\"e30." + claims
                        + ".x\",\"token_type\":\"Bearer\",\"expires_in\":30" + refresh + "}");
    }

    private void logout(HttpExchange exchange) throws IOException {
        redirect(exchange, form(exchange.getRequestURI().getRawQuery()).get("logout_uri"));
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        return Stream.of(text.split("&"))
                .map(it -> it.split("=", 2))
                .collect(Collectors.toMap(it -> it[0], it -> URLDecoder.decode(it[1], UTF_8)));
    }

    private static String digest(String verifier) {
        try {
            return encode(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
