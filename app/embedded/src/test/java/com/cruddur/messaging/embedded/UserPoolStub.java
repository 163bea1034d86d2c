package com.cruddur.messaging.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A user pool as far as a service and commands see it: a key set over HTTP, tokens signed by its key, and a list of its users. */
final class UserPoolStub implements AutoCloseable {
    static final String POOL_ID = "local_pool";
    static final String CLIENT_ID = "test-client";

    private final RSAKey key;
    private final HttpServer server;
    private final Map<String, String> handles = new ConcurrentHashMap<>();

    private UserPoolStub(RSAKey key, HttpServer server) {
        this.key = key;
        this.server = server;
    }

    static UserPoolStub start() throws IOException, JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keySet = new JWKSet(key.toPublicJWK()).toString().getBytes(UTF_8);
        server.createContext("/" + POOL_ID + "/.well-known/jwks.json", exchange -> answer(exchange, keySet));
        UserPoolStub pool = new UserPoolStub(key, server);
        server.createContext("/", exchange -> answer(exchange, pool.members().getBytes(UTF_8)));
        server.start();
        return pool;
    }

    /** What {@code ListUsers} answers, which is the one operation that is asked for. */
    private String members() {
        return handles.entrySet().stream()
                .map(it -> "{\"Username\":\"" + it.getKey() + "\",\"Attributes\":[" + attribute("sub", it.getKey())
                        + "," + attribute("preferred_username", it.getValue()) + "]}")
                .collect(Collectors.joining(",", "{\"Users\":[", "]}"));
    }

    private static String attribute(String name, String value) {
        return "{\"Name\":\"" + name + "\",\"Value\":\"" + value + "\"}";
    }

    void addMember(String subject, String handle) {
        handles.put(subject, handle);
    }

    private static void answer(HttpExchange exchange, byte[] keySet) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, keySet.length);
            exchange.getResponseBody().write(keySet);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A good token. */
    String token(String subject) {
        return sign(key, claims(subject, CLIENT_ID, Instant.now().plusSeconds(3600)));
    }

    String expired(String subject) {
        return sign(key, claims(subject, CLIENT_ID, Instant.now().minusSeconds(3600)));
    }

    String ofAnotherClient(String subject) {
        return sign(key, claims(subject, "another-client", Instant.now().plusSeconds(3600)));
    }

    /** Signed by a key that says it is the pool's. */
    String forged(String subject) throws JOSEException {
        RSAKey another = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        return sign(another, claims(subject, CLIENT_ID, Instant.now().plusSeconds(3600)));
    }

    private JWTClaimsSet claims(String subject, String client, Instant end) {
        return new JWTClaimsSet.Builder()
                .issuer(endpoint() + "/" + POOL_ID)
                .subject(subject)
                .claim("client_id", client)
                .claim("token_use", "access")
                .issueTime(Date.from(end.minusSeconds(3600)))
                .expirationTime(Date.from(end))
                .build();
    }

    private static String sign(RSAKey key, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
