package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.port.TokenVerifier;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** A running HTTP server of the messaging interface. Thread-safe. */
public final class HttpServer implements AutoCloseable {
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration IDLE_TIMEOUT_AT_STOP = Duration.ofMillis(200);
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    private static final int UNBOUNDED = 0;
    private static final int MAX_THREADS = 200;
    private static final int ACCEPT_QUEUE = 1024;

    /** Bytes that the operating system buffers for a client that does not read; its default may be megabytes. */
    private static final int SEND_BUFFER = 128 * 1024;

    /** Accepts unusual path parameters, which are then answered as unknown; refuses a path that cannot be decoded. */
    private static final UriCompliance PATHS = UriCompliance.from(EnumSet.of(
            Violation.AMBIGUOUS_PATH_SEGMENT,
            Violation.AMBIGUOUS_PATH_SEPARATOR,
            Violation.AMBIGUOUS_PATH_ENCODING,
            Violation.SUSPICIOUS_PATH_CHARACTERS));

    private final Javalin javalin;
    private final EventStreams streams;
    private final FailureLog failures;
    private final int port;

    private HttpServer(Javalin javalin, EventStreams streams, FailureLog failures) {
        this.javalin = javalin;
        this.streams = streams;
        this.failures = failures;
        this.port = javalin.port();
    }

    /**
     * Starts a server. It answers requests from the moment this method returns.
     *
     * @param tokens verifies the access tokens of the callers
     * @throws io.javalin.util.JavalinBindException if the port is in use or the host is not an address of this machine
     */
    public static HttpServer start(Messaging messaging, TokenVerifier tokens, HttpSettings settings) {
        return start(messaging, tokens, settings, Timings.USUAL);
    }

    static HttpServer start(Messaging messaging, TokenVerifier tokens, HttpSettings settings, Timings timings) {
        FailureLog failures = new FailureLog();
        EventStreams streams = new EventStreams(messaging, failures, timings);
        try {
            Javalin javalin = Javalin.create(config -> {
                configure(config, settings);
                configure(config, settings.origins(), timings, new EventHandler(messaging, tokens, streams));
                new Routes(messaging, tokens).addTo(config.routes);
                Routes.get(config.routes, EventHandler.PATH, EventHandler::fail);
                Failures.addTo(config, failures);
                settings.moreRoutes().accept(config.routes);
            });
            return new HttpServer(javalin.start(), streams, failures);
        } catch (RuntimeException e) {
            streams.close();
            failures.close();
            throw e;
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /**
     * Stops the server: tells and closes the streams of events, accepts no more connections, finishes the requests in flight, then closes. After 20 seconds it closes
     * the connections that are still open. A second call does nothing.
     */
    @Override
    public void close() {
        streams.close();
        javalin.stop();
        failures.close();
    }

    private static void configure(JavalinConfig config, HttpSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = BufferedBody.LIMIT;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> {
            http.setIdleTimeout(IDLE_TIMEOUT.toMillis());
            http.setUriCompliance(PATHS);
            http.addCustomizer((request, headers) -> withoutMethodOverride(request));
        });
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
    }

    /** Removes the header from which Javalin would take another method, and so another route. */
    private static Request withoutMethodOverride(Request request) {
        if (!request.getHeaders().contains(METHOD_OVERRIDE)) {
            return request;
        }
        HttpFields headers =
                HttpFields.build(request.getHeaders()).remove(METHOD_OVERRIDE).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return headers;
            }
        };
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, HttpSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        return connector;
    }

    /** Javalin inserts its own handler behind the innermost of these. */
    private static void configure(JavalinConfig config, Set<String> origins, Timings timings, EventHandler events) {
        BufferedBody body = new BufferedBody(timings.body());
        body.setHandler(events);
        ResponseHeaders handlers = new ResponseHeaders(origins, body);
        GracefulHandler graceful = new GracefulHandler(new PendingWrites(timings.write(), handlers));
        graceful.setShutdownIdleTimeout(IDLE_TIMEOUT_AT_STOP.toMillis());
        config.jetty.modifyServer(server -> {
            server.setHandler(graceful);
            server.setErrorHandler(new JettyErrors(handlers));
            server.setStopTimeout(STOP_TIMEOUT.toMillis());
        });
    }

    /** A virtual thread for each request where the JDK has them, else at most {@value #MAX_THREADS} threads. */
    private static ThreadPool threads() {
        if (VirtualThreads.areSupported()) {
            return new VirtualThreadPool(UNBOUNDED);
        }
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("http");
        return threads;
    }
}
