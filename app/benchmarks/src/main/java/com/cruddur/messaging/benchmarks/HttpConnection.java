package com.cruddur.messaging.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;

/** A connection that is kept alive, and costs its own process little. For one thread. */
final class HttpConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ANSWER = 256 * 1024;
    private static final String LENGTH = "\r\ncontent-length: ";

    private final Socket socket;
    private final byte[] buffer = new byte[MAX_ANSWER];
    private int filled;

    HttpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** @throws IOException also for any answer but 200 */
    Answer exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        filled = 0;
        int headEnd = endOfHead();
        while (headEnd < 0) {
            fill();
            headEnd = endOfHead();
        }
        String head = new String(buffer, 0, headEnd, ISO_8859_1);
        int end = headEnd + contentLength(head);
        while (filled < end) {
            fill();
        }
        Answer answer = new Answer(head, Arrays.copyOfRange(buffer, headEnd, end));
        if (!answer.isOk()) {
            throw new IOException("answered: " + head);
        }
        return answer;
    }

    private void fill() throws IOException {
        int count = socket.getInputStream().read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("the answer ends early");
        }
        filled += count;
    }

    private int endOfHead() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int contentLength(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int begin = lower.indexOf(LENGTH) + LENGTH.length();
        return Integer.parseInt(lower.substring(begin, lower.indexOf('\r', begin)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
