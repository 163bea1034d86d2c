package com.cruddur.messaging.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The web client: pages at {@code /messages}, {@code /messages/{message_group_uuid}} and {@code /messages/new/{handle}}, files at
 * {@code /web/}. It uses the HTTP interface as anybody may. To be given to {@link HttpSettings} as further routes.
 */
public final class WebClient implements Consumer<RoutesConfig> {
    private static final String START = "/messages";
    private static final Pattern FILE = Pattern.compile("(css/|js/|js/views/)?[a-z-]+\\.(js|css|svg)");

    /** Files that libraries bring. The version is that of the dependency. */
    private static final Map<String, String> LIBRARIES =
            Map.of("js/preact.js", "/META-INF/resources/webjars/preact/10.28.0/dist/preact.module.js");

    private final Map<String, WebFile> files = new ConcurrentHashMap<>();
    private final WebFile page;
    private final WebFile config;
    private final String policy;

    public WebClient(SignIn signIn) {
        page = WebFile.onClassPath("/web/index.html").orElseThrow();
        config = new WebFile("application/json", config(signIn));
        policy = policy(signIn);
    }

    @Override
    public void accept(RoutesConfig routes) {
        get(routes, "/", ctx -> ctx.redirect(START));
        get(routes, START, ctx -> answer(ctx, page));
        get(routes, START + "/{message_group_uuid}", ctx -> answer(ctx, page));
        get(routes, START + "/new/{handle}", ctx -> answer(ctx, page));
        get(routes, "/web/config.json", ctx -> answer(ctx, config));
        get(routes, "/web/<file>", ctx -> answer(ctx, file(ctx.pathParam("file"))));
    }

    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void answer(Context ctx, WebFile file) throws IOException {
        ctx.res().setHeader("Content-Security-Policy", policy);
        ctx.res().setHeader("Referrer-Policy", "no-referrer");
        file.answer(ctx.req(), ctx.res());
    }

    private WebFile file(String name) {
        return Optional.of(name)
                .filter(it -> FILE.matcher(it).matches())
                .map(it -> files.computeIfAbsent(it, WebClient::find))
                .orElseThrow(() -> new HttpFaultException(HttpFault.NOT_FOUND));
    }

    /** Null where there is none, so that the map keeps only names of files that exist. */
    private static WebFile find(String name) {
        return WebFile.onClassPath(LIBRARIES.getOrDefault(name, "/web/" + name)).orElse(null);
    }

    /** What is not listed is not loaded, no script in a page runs, and no text is ever taken for markup or code. */
    private static String policy(SignIn signIn) {
        String identity = signIn instanceof SignIn.Cognito cognito ? " " + cognito.domain() : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + identity
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'";
    }

    private static byte[] config(SignIn signIn) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (signIn instanceof SignIn.Cognito cognito) {
                json.writeStringField("sign_in", "cognito");
                json.writeStringField("domain", cognito.domain().toString());
                json.writeStringField("client_id", cognito.clientId());
            } else if (signIn instanceof SignIn.Dev dev) {
                json.writeStringField("sign_in", "dev");
                json.writeArrayFieldStart("handles");
                for (String handle : dev.handles()) {
                    json.writeString(handle);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
