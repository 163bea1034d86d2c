package com.cruddur.messaging.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A JVM of its own with one server in it, so that its CPU time is that server's alone. */
final class ServerProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param main hands its server to {@link #serve} */
    static ServerProcess start(Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms768m",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
        Process process = builder.start();
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = answers.readLine();
        if (port == null) {
            throw new IOException(main.getSimpleName() + " did not start");
        }
        return new ServerProcess(process, Integer.parseInt(port));
    }

    /**
     * In the server's process: starts the server, tells the parent its port, and ends when the parent closes this process's
     * standard input, or has ended itself.
     */
    static void serve(Callable<Integer> start) throws Exception {
        PrintStream parent = System.out;
        System.setOut(System.err);
        parent.println(start.call());
        System.in.readAllBytes();
        System.exit(0);
    }

    int port() {
        return port;
    }

    /** The CPU time that the process has had so far, in user and in kernel mode. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
