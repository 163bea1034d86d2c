package com.cruddur.messaging.cognito;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/**
 * Amazon Cognito as the npm package cognito-local plays it, in a process of its own on a free port of the loopback, with one
 * user pool. Its data is gone with its directory.
 */
public final class CognitoLocal implements AutoCloseable {
    /** User names of any form: unless told otherwise, it wants e-mail addresses. */
    private static final String CONFIGURATION = "{\"UserPoolDefaults\": {\"UsernameAttributes\": []}}";

    private static final String PASSWORD = "correct horse battery staple 1";
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final URI endpoint;
    private final CognitoIdentityProviderClient client;
    private final String poolId;

    private CognitoLocal(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        client = Cognito.client("local_any", endpoint);
        poolId = client.createUserPool(it -> it.poolName("cruddur")).userPool().id();
    }

    /** @param directory where it keeps its data and its log */
    public static CognitoLocal start(Path directory) throws IOException, InterruptedException {
        Path program = CognitoLocalPackage.program();
        Files.writeString(Files.createDirectory(directory.resolve(".cognito")).resolve("config.json"), CONFIGURATION);
        int port = freePort();
        Path log = directory.resolve("cognito-local.log");
        ProcessBuilder builder = new ProcessBuilder("node", program.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()));
        builder.environment().put("HOST", "127.0.0.1");
        builder.environment().put("PORT", Integer.toString(port));
        Process process = builder.start();
        try {
            awaitListening(process, log);
            return new CognitoLocal(process, URI.create("http://127.0.0.1:" + port));
        } catch (RuntimeException | IOException | InterruptedException e) {
            process.destroy();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(Process process, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.readString(log).contains("Cognito Local running on")) {
            if (System.nanoTime() > end || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("cognito-local does not start: " + Files.readString(log));
            }
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    public String poolId() {
        return poolId;
    }

    /** Lets an application use the pool, and answers its client id. */
    public String createClient() {
        return client.createUserPoolClient(it ->
                        it.userPoolId(poolId).clientName("web").explicitAuthFlowsWithStrings("USER_PASSWORD_AUTH"))
                .userPoolClient()
                .clientId();
    }

    /**
     * Adds a user who can sign in.
     *
     * @return the user's {@code sub}
     */
    public String createUser(String username, Map<String, String> attributes) {
        String subject = createUserWithoutPassword(username, attributes);
        client.adminSetUserPassword(it ->
                it.userPoolId(poolId).username(username).password(PASSWORD).permanent(true));
        return subject;
    }

    /** @return the user's {@code sub} */
    String createUserWithoutPassword(String username, Map<String, String> attributes) {
        List<AttributeType> given = new ArrayList<>();
        attributes.forEach((name, value) ->
                given.add(AttributeType.builder().name(name).value(value).build()));
        List<AttributeType> known = client.adminCreateUser(it -> it.userPoolId(poolId)
                        .username(username)
                        .userAttributes(given)
                        .messageAction(MessageActionType.SUPPRESS))
                .user()
                .attributes();
        return known.stream()
                .filter(it -> it.name().equals("sub"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** The access token of a user who signed in with name and password. */
    public String signIn(String username, String clientId) {
        return client.initiateAuth(it -> it.clientId(clientId)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", username, "PASSWORD", PASSWORD)))
                .authenticationResult()
                .accessToken();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
