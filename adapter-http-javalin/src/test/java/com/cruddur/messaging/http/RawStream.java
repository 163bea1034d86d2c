package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A connection of a client that reads only when it is told to, with a small window. */
final class RawStream implements AutoCloseable {
    private final Socket socket = new Socket();

    RawStream(int port, String request) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    }

    /** Reads bytes until they end with this text. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length() || text.lastIndexOf(end) != text.length() - end.length()) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("closed after " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** Reads all that comes until the server closes or resets the connection. */
    int readToTheEnd() throws IOException {
        int bytes = 0;
        try {
            while (socket.getInputStream().read() >= 0) {
                bytes++;
            }
        } catch (SocketException reset) {
            return bytes;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
