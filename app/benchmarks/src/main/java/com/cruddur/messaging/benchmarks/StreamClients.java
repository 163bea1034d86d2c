package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Many clients that read their streams of events, all on one thread. */
final class StreamClients implements AutoCloseable {
    private static final int READY_SECONDS = 120;
    private static final String EVENT = "event: message\n";
    private static final String UUID = ",\"uuid\":\"";
    private static final int UUID_LENGTH = 36;

    private final Selector selector;
    private final Thread thread = new Thread(this::run, "stream-clients");
    private final List<Client> clients = new ArrayList<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final Heard heard;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private volatile boolean closed;
    private volatile @Nullable Exception failure;

    /** Is told of each event, by the number of the client and the message's uuid. */
    interface Heard {
        void message(int client, String uuid, long nanoTime);
    }

    private static final class Client {
        private final int number;
        private final SocketChannel channel;
        private final ByteBuffer request;
        private String rest = "";
        private boolean ready;

        Client(int number, SocketChannel channel, byte[] request) {
            this.number = number;
            this.channel = channel;
            this.request = ByteBuffer.wrap(request);
        }
    }

    private StreamClients(Heard heard) throws IOException {
        this.selector = Selector.open();
        this.heard = heard;
    }

    /** Connects all at once, and returns when each has heard that its stream is ready. */
    static StreamClients open(int port, List<byte[]> requests, Heard heard) throws Exception {
        StreamClients all = new StreamClients(heard);
        for (int i = 0; i < requests.size(); i++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            Client client = new Client(i, channel, requests.get(i));
            all.clients.add(client);
            channel.register(all.selector, SelectionKey.OP_CONNECT, client);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
        }
        all.thread.setDaemon(true);
        all.thread.start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (all.ready.get() + all.broken.get() < requests.size() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return all;
    }

    /** @throws IllegalStateException when a stream was refused, or has lost its connection, or is not ready */
    void requireAll() {
        if (ready.get() != clients.size() || broken.get() > 0) {
            throw new IllegalStateException("of " + clients.size() + " streams " + ready.get()
                    + " have been ready, and " + broken.get() + " are broken: " + failure);
        }
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> {
                    Client client = (Client) key.attachment();
                    try {
                        serve(key, client);
                    } catch (IOException e) {
                        failure = e;
                        broken.incrementAndGet();
                        key.cancel();
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key, Client client) throws IOException {
        if (key.isConnectable()) {
            client.channel.finishConnect();
            key.interestOps(SelectionKey.OP_WRITE);
        } else if (key.isWritable()) {
            client.channel.write(client.request);
            if (!client.request.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } else {
            buffer.clear();
            if (client.channel.read(buffer) < 0) {
                throw new IOException("closed");
            }
            buffer.flip();
            read(client, client.rest + ISO_8859_1.decode(buffer), System.nanoTime());
        }
    }

    private void read(Client client, String text, long now) throws IOException {
        if (!client.ready) {
            if (!"HTTP/1.1 200".startsWith(text.substring(0, Math.min(12, text.length())))) {
                throw new IOException("refused: " + text);
            }
            if (text.contains("event: ready\n")) {
                client.ready = true;
                ready.incrementAndGet();
            }
        }
        int end = text.lastIndexOf("\n\n");
        for (int at = text.indexOf(EVENT); at >= 0 && at < end; at = text.indexOf(EVENT, at + 1)) {
            int uuid = text.indexOf(UUID, at) + UUID.length();
            heard.message(client.number, text.substring(uuid, uuid + UUID_LENGTH), now);
        }
        client.rest = client.ready && end >= 0 ? text.substring(end + 2) : text;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    static byte[] request(String token) {
        return ("GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                        + token + "\r\n\r\n")
                .getBytes(US_ASCII);
    }
}
