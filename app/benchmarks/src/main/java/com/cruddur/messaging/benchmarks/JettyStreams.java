package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * The least that a Jetty handler can do for streams of events, without servlets: it keeps the responses open, writes a comment to each every
 * 15 seconds, and tells of each post to the two that it concerns. It checks and stores nothing.
 */
final class JettyStreams extends Handler.Abstract {
    private static final int SECONDS_PER_COMMENT = 15;
    private static final byte[] READY = "event: ready\ndata: {}\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);
    private static final String TIME = "2026-03-01T10:15:30.123456+00:00";
    private static final UUID ANY = UUID.randomUUID();

    private final Map<String, String> partners;
    private final Map<String, Open> streams = new ConcurrentHashMap<>();
    private int tick;

    private JettyStreams(Map<String, String> partners) {
        this.partners = partners;
    }

    /** @param args the file with the credentials of two partners in each line, separated by a tab */
    public static void main(String[] args) throws Exception {
        ServerProcess.serve(() -> start(Path.of(args[0])));
    }

    private static int start(Path pairs) throws Exception {
        Map<String, String> partners = new HashMap<>();
        for (String line : Files.readAllLines(pairs, US_ASCII)) {
            partners.put(line.split("\t")[0], line.split("\t")[1]);
        }
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        JettyStreams handler = new JettyStreams(partners);
        server.setHandler(handler);
        server.start();
        Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(handler::comment, 1, 1, TimeUnit.SECONDS);
        return connector.getLocalPort();
    }

    private void comment() {
        tick++;
        for (Open stream : streams.values()) {
            if (Math.floorMod(stream.hashCode() + tick, SECONDS_PER_COMMENT) == 0) {
                stream.add(COMMENT);
            }
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String path = Request.getPathInContext(request);
        String credentials = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (path.equals(Memory.PATH)) {
            byte[] used = String.valueOf(Memory.inUse()).getBytes(US_ASCII);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, used.length);
            response.write(true, ByteBuffer.wrap(used), callback);
        } else if (HttpMethod.POST.is(request.getMethod())) {
            Content.Source.asByteBuffer(request);
            String post = "{\"message_group_uuid\":\"" + ANY + "\",\"uuid\":\"" + UUID.randomUUID() + "\"";
            byte[] event = ("event: message\ndata: " + post + ",\"user_uuid\":\"" + ANY + "\",\"created_at\":\"" + TIME
                            + "\"}\n\n")
                    .getBytes(US_ASCII);
            tell(credentials, event);
            tell(partners.getOrDefault(credentials, ""), event);
            String rest = ",\"display_name\":\"User Number 100\",\"handle\":\"user100\",\"message\":\""
                    + Conversations.TEXT + "\",\"created_at\":\"" + TIME + "\",\"user_uuid\":\"" + ANY + "\"}";
            byte[] answer = (post + rest).getBytes(US_ASCII);
            HttpFields.Mutable headers = headers(response, "application/json");
            headers.put(HttpHeader.CONTENT_LENGTH, answer.length);
            response.write(true, ByteBuffer.wrap(answer), callback);
        } else {
            headers(response, "text/event-stream").put("X-Accel-Buffering", "no");
            Open stream = new Open(response, callback);
            streams.put(credentials, stream);
            stream.add(READY);
        }
        return true;
    }

    private static HttpFields.Mutable headers(Response response, String type) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(HttpHeader.CONTENT_TYPE, type);
        return headers;
    }

    private void tell(String credentials, byte[] event) {
        Open stream = streams.get(credentials);
        if (stream != null) {
            stream.add(event);
        }
    }

    /** One open response. */
    private static final class Open extends IteratingCallback {
        private final Response response;
        private final Callback callback;
        private final Queue<byte[]> waiting = new ArrayDeque<>(1);

        Open(Response response, Callback callback) {
            this.response = response;
            this.callback = callback;
        }

        void add(byte[] text) {
            synchronized (this) {
                waiting.add(text);
            }
            iterate();
        }

        @Override
        protected Action process() {
            byte[] next;
            synchronized (this) {
                next = waiting.poll();
            }
            if (next == null) {
                return Action.IDLE;
            }
            response.write(false, ByteBuffer.wrap(next), this);
            return Action.SCHEDULED;
        }

        @Override
        protected void onCompleteFailure(Throwable failure) {
            callback.failed(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
