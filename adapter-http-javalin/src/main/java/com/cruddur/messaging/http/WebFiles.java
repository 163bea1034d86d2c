package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page and the files that it names. The path of the files holds the digest of all of them, so a browser always combines a page
 * with files of the same version, and requests each file once.
 */
final class WebFiles {
    private static final Pattern NAMED = Pattern.compile("\"/web/([^\"]+)\"");

    /** Files of other jars, by their names here. */
    private static final Map<String, String> LIBRARIES =
            Map.of("js/preact.js", webJar("preact", "dist/preact.module.js"));

    private final WebFile page;
    private final Map<String, WebFile> files;

    /** @param config the module {@code js/config.js} */
    WebFiles(String config) {
        String html = new String(WebFile.read("/web/index.html"), UTF_8);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        Matcher names = NAMED.matcher(html);
        while (names.find()) {
            contents.put(names.group(1), read(names.group(1), config));
        }
        String version = digest(contents);
        page = new WebFile(
                "index.html",
                WebFile.REVALIDATE,
                names.replaceAll("\"/web/" + version + "/$1\"").getBytes(UTF_8));
        files = contents.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        it -> version + "/" + it.getKey(),
                        it -> new WebFile(it.getKey(), WebFile.IMMUTABLE, it.getValue())));
    }

    WebFile page() {
        return page;
    }

    /** @param name the digest and the file's path, as the page names them */
    Optional<WebFile> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The path of a file in a WebJar. The jar itself says which version it has. */
    private static String webJar(String artifact, String file) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(
                    WebFile.readLibrary("META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/" + artifact + "/" + properties.getProperty("version") + "/" + file;
    }

    private static byte[] read(String name, String config) {
        return name.equals("js/config.js")
                ? config.getBytes(UTF_8)
                : Optional.ofNullable(LIBRARIES.get(name))
                        .map(WebFile::readLibrary)
                        .orElseGet(() -> WebFile.read("/web/" + name));
    }

    private static String digest(Map<String, byte[]> contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        contents.forEach((name, bytes) -> {
            all.writeBytes((name + ":" + bytes.length + ":").getBytes(UTF_8));
            all.writeBytes(bytes);
        });
        return digest(all.toByteArray());
    }
}
