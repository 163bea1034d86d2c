package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Caller;
import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.IdempotencyKey;
import com.cruddur.messaging.domain.Message;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The routes of messages. */
final class MessageRoutes {
    private static final String MESSAGES = "/api/messages";

    private final Messaging messaging;
    private final TokenVerifier tokens;

    MessageRoutes(Messaging messaging, TokenVerifier tokens) {
        this.messaging = messaging;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        Routes.get(routes, MESSAGES + "/{message_group_uuid}", new Authenticated(tokens, this::list));
        routes.post(MESSAGES, new Authenticated(tokens, this::post));
    }

    private void list(Context ctx, VerifiedToken token) throws IOException {
        UUID group = MessageGroup.uuid(ctx.pathParam("message_group_uuid"));
        String path = MESSAGES + "/" + group;
        Caller caller = messaging.as(token.subject());
        PageRequest request = Paging.of(ctx.req());
        Optional<Instant> after = Paging.after(ctx.req());
        Page<Message> page;
        if (after.isPresent()) {
            page = caller.messagesAfter(group, after.get(), request.limit());
            page.next().ifPresent(last -> link(ctx, Paging.after(path, request, Instant.parse(last))));
        } else {
            page = caller.messages(group, request);
            page.next().ifPresent(cursor -> link(ctx, Paging.next(path, request, cursor)));
        }
        Routes.answer(ctx, JsonResponses.messages(page.items()));
    }

    private static void link(Context ctx, String next) {
        ctx.res().setHeader("Link", next);
    }

    private void post(Context ctx, VerifiedToken token) throws IOException {
        PostBody body = PostBody.of(ctx);
        Posted posted = post(messaging.as(token.subject()), body, key(ctx.req()));
        Routes.answer(ctx, JsonResponses.posted(posted.message()));
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
}
