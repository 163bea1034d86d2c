package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** A file of the web client. Browsers keep it and ask each time whether it has changed. */
final class WebFile {
    private final String contentType;
    private final byte[] bytes;
    private final String etag;

    WebFile(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.etag = '"' + digest(bytes) + '"';
    }

    /** What is on the class path under this name, if anything is. */
    static Optional<WebFile> onClassPath(String resource) {
        try (InputStream in = WebFile.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new WebFile(contentType(resource), in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", etag);
        if (isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            Output.write(response, contentType, bytes);
        }
    }

    private boolean isKnown(String known) {
        return known != null
                && Stream.of(known.split(","))
                        .map(String::strip)
                        .anyMatch(it -> it.equals(etag) || it.equals("W/" + etag));
    }

    private static String contentType(String resource) {
        return switch (resource.substring(resource.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type is known for " + resource);
        };
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
