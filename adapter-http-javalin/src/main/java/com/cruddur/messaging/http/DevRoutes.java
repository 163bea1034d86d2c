package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an issuer for local work offers over HTTP: its key set, and a token for any user's handle. Anybody who reaches the server
 * gets one, so it answers only requests to an address of this machine, and pages only of the service itself and of the origins
 * that are listed; see {@link LocalCallers}. To be given to {@link HttpSettings} as further routes.
 */
public final class DevRoutes implements Consumer<RoutesConfig> {
    public static final String KEY_SET = "/dev/.well-known/jwks.json";
    public static final String TOKEN = "/dev/token";

    private static final String HANDLE = "handle";

    private final LocalCallers callers;
    private final Supplier<String> keySet;
    private final Function<String, Token> tokens;

    /**
     * @param value the access token
     * @param validity from now
     */
    public record Token(String value, Duration validity) {
        public Token {
            requireNonNull(value, "value");
            requireNonNull(validity, "validity");
        }
    }

    /**
     * @param origins the web origins that may ask, beside the service's own, as {@link HttpSettings} has them. Requests to their
     *     hosts are answered, too
     * @param keySet a JWKS
     * @param tokens gives a token for the user of a handle
     * @throws IllegalArgumentException for an origin that is none
     */
    public DevRoutes(Set<String> origins, Supplier<String> keySet, Function<String, Token> tokens) {
        this.callers = new LocalCallers(origins);
        this.keySet = requireNonNull(keySet, "keySet");
        this.tokens = requireNonNull(tokens, "tokens");
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get(KEY_SET, local(ctx -> answer(ctx, keySet.get().getBytes(UTF_8))));
        routes.post(TOKEN, local(this::token));
    }

    private Handler local(Handler handler) {
        return ctx -> {
            callers.require(ctx.req());
            handler.handle(ctx);
        };
    }

    private void token(Context ctx) throws IOException {
        String handle = Optional.ofNullable(JsonBody.texts(ctx, Set.of(HANDLE)).get(HANDLE))
                .orElseThrow(() -> new HttpFaultException(HttpFault.BODY_MALFORMED));
        answer(ctx, json(tokens.apply(handle)));
    }

    private static byte[] json(Token token) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("access_token", token.value());
            json.writeStringField("token_type", "Bearer");
            json.writeNumberField("expires_in", token.validity().toSeconds());
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void answer(Context ctx, byte[] json) throws IOException {
        Output.write(ctx.res(), Answers.CONTENT_TYPE, json);
    }
}
