package com.cruddur.messaging.app.dev;

import com.cruddur.messaging.app.terminal.CommandException;
import com.cruddur.messaging.http.DevRoutes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        description = "Print an access token for a user, from the local issuer of a running service.",
        mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "HANDLE", description = "The user's handle, such as andrewbrown.")
    private String handle;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:${env:MESSAGING_PORT:-4567}",
            description = "Address of the service [http://127.0.0.1:MESSAGING_PORT].")
    private URI url;

    @Override
    public Integer call() throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask();
        JsonNode json = new JsonMapper().readTree(answer.body());
        switch (answer.statusCode()) {
            case 200 ->
                spec.commandLine().getOut().println(json.path("access_token").asText());
            case 403 ->
                throw new CommandException("the local issuer does not answer at " + url
                        + ": use a loopback address, or the host of FRONTEND_URL or BACKEND_URL");
            case 404 ->
                throw new CommandException(
                        "user_not_found".equals(json.path("errors").path(0).asText())
                                ? "there is no user with the handle " + handle
                                : "the service at " + url + " has no local issuer: its tokens come from a user pool");
            default ->
                throw new CommandException("the service at " + url + " answered with status " + answer.statusCode());
        }
        return 0;
    }

    private HttpResponse<byte[]> ask() throws InterruptedException {
        try {
            byte[] body = new JsonMapper().writeValueAsBytes(Map.of("handle", handle));
            HttpRequest request = HttpRequest.newBuilder(url.resolve(DevRoutes.TOKEN))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IllegalArgumentException | IOException e) {
            throw new CommandException("no service answers at " + url + "; start one, or name another with --url", e);
        }
    }
}
