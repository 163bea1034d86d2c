package com.cruddur.messaging.app.dev;

import com.cruddur.messaging.application.Messaging;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;

/** What the local issuer offers over HTTP: its key set, and a token for any user's handle. */
public final class DevRoutes {
    public static final String KEY_SET = "/dev/.well-known/jwks.json";
    public static final String TOKEN = "/dev/token";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private final LocalIssuer issuer;
    private final Messaging messaging;

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Request(String handle) {}

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    public DevRoutes(LocalIssuer issuer, Messaging messaging) {
        this.issuer = issuer;
        this.messaging = messaging;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(KEY_SET, ctx -> ctx.contentType("application/json").result(issuer.keySet()));
        routes.post(TOKEN, this::token);
    }

    /** What the parser refuses is answered by the server as any malformed body is. */
    private void token(Context ctx) throws IOException {
        String handle = Optional.ofNullable(JSON.readValue(ctx.bodyAsBytes(), Request.class))
                .map(Request::handle)
                .orElseThrow(BadRequestResponse::new);
        String token = issuer.token(messaging.user(handle));
        ctx.contentType("application/json")
                .result(JSON.writeValueAsBytes(new Answer(token, "Bearer", LocalIssuer.VALIDITY.toSeconds())));
    }
}
