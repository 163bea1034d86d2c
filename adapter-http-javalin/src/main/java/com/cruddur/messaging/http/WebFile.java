package com.cruddur.messaging.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.QuotedQualityCSV;
import org.jspecify.annotations.Nullable;

/** A file of the web client, compressed once at the start. */
final class WebFile {
    /** For the page: browsers cache it, and revalidate it each time. */
    static final String REVALIDATE = "no-cache";

    /** For files whose path changes with their content: browsers cache them for a year without revalidation. */
    static final String IMMUTABLE = "public, max-age=31536000, immutable";

    private final String contentType;
    private final String cacheControl;
    private final byte[] bytes;
    private final byte[] compressed;
    private final String etag;

    WebFile(String name, String cacheControl, byte[] bytes) {
        this.contentType = contentType(name);
        this.cacheControl = cacheControl;
        this.bytes = bytes;
        this.compressed = compress(bytes);
        this.etag = '"' + WebFiles.digest(bytes) + '"';
    }

    /**
     * Reads a file of this module.
     *
     * @throws IllegalStateException if there is none
     */
    static byte[] read(String resource) {
        return read(resource, WebFile.class.getResourceAsStream(resource));
    }

    /**
     * Reads a file of any jar. As a named module, this one sees only its own files by {@link Class#getResourceAsStream}.
     *
     * @throws IllegalStateException if there is none
     */
    static byte[] readLibrary(String path) {
        return read(path, WebFile.class.getClassLoader().getResourceAsStream(path));
    }

    private static byte[] read(String name, @Nullable InputStream file) {
        try (InputStream in = file) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entity tag is weak because both encodings share it. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", cacheControl);
        response.addHeader("Vary", "Accept-Encoding");
        response.setHeader("ETag", "W/" + etag);
        boolean isFound = response.getStatus() == HttpServletResponse.SC_OK;
        if (isFound && isKnown(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else if (takesGzip(request)) {
            response.setHeader("Content-Encoding", "gzip");
            Output.write(response, contentType, compressed);
        } else {
            Output.write(response, contentType, bytes);
        }
    }

    private boolean isKnown(@Nullable String known) {
        return known != null
                && Stream.of(known.split(","))
                        .map(String::strip)
                        .anyMatch(it -> it.equals(etag) || it.equals("W/" + etag));
    }

    private static boolean takesGzip(HttpServletRequest request) {
        QuotedQualityCSV encodings = new QuotedQualityCSV();
        Collections.list(request.getHeaders("Accept-Encoding")).forEach(encodings::addValue);
        return encodings.getValues().contains("gzip");
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("no content type is known for " + name);
        };
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
