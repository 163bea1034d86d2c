package com.cruddur.messaging.http;

import com.cruddur.messaging.application.Messaging;
import com.cruddur.messaging.application.PageRequest;
import com.cruddur.messaging.domain.InboxEntry;
import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The routes of message groups, of what is unread in them, and of marks of reading. */
final class GroupRoutes {
    private static final String GROUPS = "/api/message_groups";
    private static final String GROUP = GROUPS + "/{message_group_uuid}";
    private static final String UP_TO = "up_to";

    private final Messaging messaging;
    private final TokenVerifier tokens;

    GroupRoutes(Messaging messaging, TokenVerifier tokens) {
        this.messaging = messaging;
        this.tokens = tokens;
    }

    void addTo(RoutesConfig routes) {
        Routes.get(routes, GROUPS, new Authenticated(tokens, this::list));
        Routes.get(routes, GROUP, new Authenticated(tokens, this::show));
        routes.put(GROUP + "/read", new Authenticated(tokens, this::markRead));
        Routes.get(routes, "/api/unread", new Authenticated(tokens, this::countUnread));
    }

    private void list(Context ctx, VerifiedToken token) throws IOException {
        Optional<String> handle = Paging.with(ctx.req());
        if (handle.isPresent()) {
            Routes.answer(
                    ctx,
                    JsonResponses.groups(messaging.as(token.subject()).messageGroupWith(handle.get()).stream()
                            .toList()));
            return;
        }
        PageRequest request = Paging.of(ctx.req());
        Page<InboxEntry> page = messaging.as(token.subject()).messageGroups(request);
        page.next().ifPresent(cursor -> ctx.res().setHeader("Link", Paging.next(GROUPS, request, cursor)));
        Routes.answer(ctx, JsonResponses.inbox(page.items()));
    }

    private void show(Context ctx, VerifiedToken token) throws IOException {
        Routes.answer(ctx, JsonResponses.group(messaging.as(token.subject()).messageGroup(group(ctx))));
    }

    private void markRead(Context ctx, VerifiedToken token) {
        UUID group = group(ctx);
        Instant upTo = Optional.ofNullable(JsonBody.texts(ctx, Set.of(UP_TO)).get(UP_TO))
                .flatMap(WireTime::parse)
                .orElseThrow(() -> new MessagingException(Reason.UP_TO_INVALID));
        messaging.as(token.subject()).markRead(group, upTo);
        ctx.res().setContentType(null);
        ctx.res().setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    private void countUnread(Context ctx, VerifiedToken token) throws IOException {
        Routes.answer(ctx, JsonResponses.unread(messaging.as(token.subject()).unread()));
    }

    private static UUID group(Context ctx) {
        return MessageGroup.uuid(ctx.pathParam("message_group_uuid"));
    }
}
