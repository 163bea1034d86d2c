package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer to bytes that no HTTP client would send.
 *
 * @param status of the first answer; 0 where the server closed without one
 * @param headers by lower-case name
 */
record RawHttp(int status, Map<String, String> headers, String body) {
    private static final int PATIENCE_MILLIS = 20_000;

    /** Sends bytes, says that no more come, and reads until the server closes. */
    static RawHttp send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return parse(readAll(socket));
        }
    }

    static RawHttp send(int port, String request) throws IOException {
        return send(port, request.getBytes(ISO_8859_1));
    }

    static RawHttp parse(String text) {
        if (text.isEmpty()) {
            return new RawHttp(0, Map.of(), "");
        }
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new RawHttp(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }

    /** A reset after an answer ends it, as a close does. */
    private static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(part);
                    n >= 0;
                    n = socket.getInputStream().read(part)) {
                bytes.write(part, 0, n);
            }
        } catch (java.net.SocketException reset) {
            if (bytes.size() == 0) {
                return "";
            }
        }
        return bytes.toString(ISO_8859_1);
    }
}
