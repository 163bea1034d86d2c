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
 * The routes of an issuer for local work: its key set, and a token for the handle of any user. Anyone who reaches the server gets a
 * token. So the routes answer only requests to an address of this machine, or to the host of a listed origin, and only pages of the
 * service itself and of the listed origins. Pass it to {@link HttpSettings} as {@code moreRoutes}.
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
     * @param validity how long it is valid, from now
     */
    public record Token(String value, Duration validity) {
        public Token {
            requireNonNull(value, "value");
            requireNonNull(validity, "validity");
        }
    }

    /**
     * @param origins the web origins whose pages may call, beside the service's own, in the form that {@link HttpSettings} takes.
     *     Requests to their hosts are answered, too
     * @param keySet supplies the JWKS as JSON
     * @param tokens returns a token for the user with a handle
     * @throws IllegalArgumentException if one is not an origin
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
        Output.write(ctx.res(), JsonResponses.CONTENT_TYPE, json);
    }
}
