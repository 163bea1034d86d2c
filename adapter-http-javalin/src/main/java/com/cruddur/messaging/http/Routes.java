package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps the routes of the interface to the use cases. */
final class Routes {
    private static final String GROUPS = "/api/message_groups";
    private static final String MESSAGES = "/api/messages";
    private static final byte[] HEALTHY = "{\"success\":true}".getBytes(UTF_8);

    private final Messaging messaging;
    private final TokenVerifier tokens;

    Routes(Messaging messaging, TokenVerifier tokens) {
        this.messaging = messaging;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        get(routes, "/api/health-check", ctx -> answer(ctx, HEALTHY));
        get(routes, GROUPS, authenticated(this::listMessageGroups));
        get(routes, MESSAGES + "/{message_group_uuid}", authenticated(this::listMessages));
        get(routes, "/api/users/{handle}/short", this::showUser);
        routes.post(MESSAGES, authenticated(this::post));
    }

    private Handler authenticated(Authenticated.Route route) {
        return new Authenticated(tokens, route);
    }

    private static void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private void listMessageGroups(Context ctx, String subject) throws IOException {
        PageRequest request = Paging.of(ctx.req());
        Page<InboxEntry> page = messaging.as(subject).messageGroups(request);
        page.next().ifPresent(cursor -> ctx.res().setHeader("Link", Paging.next(GROUPS, request, cursor)));
        answer(ctx, JsonResponses.inbox(page.items()));
    }

    private void listMessages(Context ctx, String subject) throws IOException {
        UUID group = MessageGroup.uuid(ctx.pathParam("message_group_uuid"));
        PageRequest request = Paging.of(ctx.req());
        Page<Message> page = messaging.as(subject).messages(group, request);
        page.next()
                .ifPresent(cursor -> ctx.res().setHeader("Link", Paging.next(MESSAGES + "/" + group, request, cursor)));
        answer(ctx, JsonResponses.messages(page.items()));
    }

    /** The path is {@code /api/users/@handle/short}; the {@code @} may be percent-encoded. */
    private void showUser(Context ctx) throws IOException {
        String segment = ctx.pathParam("handle");
        if (!segment.startsWith("@")) {
            throw new HttpFaultException(HttpFault.NOT_FOUND);
        }
        answer(ctx, JsonResponses.user(messaging.user(segment.substring(1))));
    }

    private void post(Context ctx, String subject) throws IOException {
        PostBody body = PostBody.of(ctx);
        Posted posted = post(messaging.as(subject), body, key(ctx.req()));
        answer(ctx, JsonResponses.posted(posted.message()));
    }

    private static Posted post(Caller caller, PostBody body, @Nullable IdempotencyKey key) {
        if (body.group() == null) {
            if (body.handle() == null) {
                throw new MessagingException(Reason.USER_RECEIVER_HANDLE_BLANK);
            }
            return caller.postTo(body.handle(), new MessageText(body.message()), key);
        }
        if (body.handle() != null) {
            throw new HttpFaultException(HttpFault.MESSAGE_TARGET_AMBIGUOUS);
        }
        return caller.post(MessageGroup.uuid(body.group()), new MessageText(body.message()), key);
    }

    private static @Nullable IdempotencyKey key(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.size() > 1) {
            throw new MessagingException(Reason.IDEMPOTENCY_KEY_INVALID);
        }
        return keys.isEmpty() ? null : new IdempotencyKey(keys.get(0));
    }

    private static void answer(Context ctx, byte[] json) throws IOException {
        Output.write(ctx.res(), JsonResponses.CONTENT_TYPE, json);
    }
}
