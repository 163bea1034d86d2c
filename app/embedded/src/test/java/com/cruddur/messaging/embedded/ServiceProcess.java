package com.cruddur.messaging.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One of the packaged jars, running in a process of its own, in a directory of its own. */
final class ServiceProcess implements AutoCloseable {
    static final String SERVICE_JAR = System.getProperty("messaging.jar");
    static final String EMBEDDED_JAR = System.getProperty("messaging-embedded.jar");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Path out;
    private final Path err;

    private ServiceProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Runs {@code java -jar} without this process's own configuration. The compiler and the collector are those that start fast. */
    static ServiceProcess run(Path directory, String jar, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(directory, "out", ".txt");
        Path err = Files.createTempFile(directory, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(Redirect.to(out.toFile()))
                .redirectError(Redirect.to(err.toFile()));
        builder.environment()
                .keySet()
                .removeIf(it -> it.startsWith("AWS_")
                        || it.startsWith("MESSAGING_")
                        || it.startsWith("DDB_")
                        || it.endsWith("_URL"));
        builder.environment().putAll(environment);
        return new ServiceProcess(builder.start(), out, err);
    }

    /** Runs {@code serve} on a free port, and returns when it is ready. */
    static ServiceProcess serve(Path directory, String jar, Map<String, String> environment, String... arguments)
            throws IOException {
        if (jar.equals(EMBEDDED_JAR)) {
            PostgresPrograms.copyIntoNew(directory.resolve("data"));
        }
        List<String> all = new ArrayList<>(List.of("serve", "--port", "0"));
        all.addAll(List.of(arguments));
        return whenReady(run(directory, jar, environment, all.toArray(String[]::new)));
    }

    /** As {@link #serve}, without naming the command, which only the embedded jar allows. */
    static ServiceProcess serveByDefault(Path directory) throws IOException {
        return whenReady(run(directory, EMBEDDED_JAR, Map.of(), "--port", "0"));
    }

    static ServiceProcess whenReady(ServiceProcess service) {
        try {
            waitUntil(() -> !service.process.isAlive() || service.out().contains("\n"));
            assertThat(service.out()).as(service.err()).startsWith("Ready: http://");
            return service;
        } catch (RuntimeException | Error e) {
            service.close();
            throw e;
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static void waitUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for %s", PATIENCE).isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return out().lines().findFirst().orElseThrow().substring("Ready: ".length());
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    String token(String handle) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url() + "/dev/token"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"handle\":\"" + handle + "\"}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.parse(answer.body()).get("access_token").asText();
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> post(String token, String json) throws IOException, InterruptedException {
        return post(url(), token, json, Map.of());
    }

    /** Posts to a service that this process need not have started. */
    static HttpResponse<String> post(String url, String token, String json, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/messages"));
        headers.forEach(request::header);
        return send(request.header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The texts of the newest 100 messages of a group, oldest first. */
    List<String> texts(String token, String group) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/messages/" + group + "?limit=100", token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> texts = new ArrayList<>();
        for (JsonNode message : Json.parse(answer.body())) {
            texts.add(message.get("message").asText());
        }
        return texts;
    }

    /** Every text of a group, by following the links, newest page first. */
    List<String> allTexts(String token, String group) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        String path = "/api/messages/" + group + "?limit=100";
        while (path != null) {
            HttpResponse<String> answer = get(path, token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            Json.parse(answer.body()).forEach(it -> texts.add(it.get("message").asText()));
            path = answer.headers()
                    .firstValue("Link")
                    .map(it -> it.substring(1, it.indexOf('>')))
                    .orElse(null);
        }
        return texts;
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL, and returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Ends in good order, so that nothing is left behind. */
    @Override
    public void close() {
        terminate();
        waitUntil(() -> !process.isAlive());
    }
}
