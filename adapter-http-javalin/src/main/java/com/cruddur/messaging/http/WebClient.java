package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.function.Consumer;
import org.eclipse.jetty.http.QuotedQualityCSV;

/**
 * The web client: pages at {@code /messages}, {@code /messages/{message_group_uuid}} and {@code /messages/new/{handle}}, and
 * files below {@code /web/}. It uses only the public HTTP interface. Pass it to {@link HttpSettings} as {@code moreRoutes}.
 */
public final class WebClient implements Consumer<RoutesConfig> {
    private static final String START = "/messages";

    private final WebFiles files;
    private final String policy;

    public WebClient(SignIn signIn) {
        files = new WebFiles("export const config = " + config(signIn) + ";\n");
        policy = policy(signIn);
    }

    @Override
    public void accept(RoutesConfig routes) {
        get(routes, "/", ctx -> ctx.redirect(START));
        get(routes, START, ctx -> answer(ctx, files.page()));
        get(routes, START + "/", ctx -> ctx.redirect(START));
        get(routes, START + "/{message_group_uuid}", ctx -> answer(ctx, files.page()));
        get(routes, START + "/new/{handle}", ctx -> answer(ctx, files.page()));
        get(routes, START + "/<elsewhere>", this::answerNoPage);
        get(
                routes,
                "/web/<file>",
                ctx -> answer(ctx, files.file(ctx.pathParam("file")).orElseThrow(WebClient::notFound)));
    }

    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    /** A browser gets the page, which says that nothing is here; a program gets a problem. */
    private void answerNoPage(Context ctx) throws IOException {
        ctx.res().addHeader("Vary", "Accept");
        if (!takesHtml(ctx.req())) {
            throw notFound();
        }
        ctx.status(HttpServletResponse.SC_NOT_FOUND);
        answer(ctx, files.page());
    }

    private static boolean takesHtml(HttpServletRequest request) {
        QuotedQualityCSV types = new QuotedQualityCSV();
        Collections.list(request.getHeaders("Accept")).forEach(types::addValue);
        return types.getValues().contains("text/html");
    }

    private static HttpFaultException notFound() {
        return new HttpFaultException(HttpFault.NOT_FOUND);
    }

    private void answer(Context ctx, WebFile file) throws IOException {
        ctx.res().setHeader("Content-Security-Policy", policy);
        ctx.res().setHeader("Referrer-Policy", "no-referrer");
        file.answer(ctx.req(), ctx.res());
    }

    /** The browser loads only the listed sources, runs no inline script, and never treats text as markup or code. */
    private static String policy(SignIn signIn) {
        String identity = signIn instanceof SignIn.Cognito cognito ? " " + cognito.domain() : "";
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'" + identity
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                + " trusted-types 'none'";
    }

    private static String config(SignIn signIn) {
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
        return bytes.toString(UTF_8);
    }
}
