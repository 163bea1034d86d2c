package com.cruddur.messaging.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of a post. A null field counts as missing; fields with other names are ignored.
 *
 * @param group {@code message_group_uuid}; null if missing
 * @param handle {@code handle}; null if missing
 * @param message {@code message}; empty if missing
 */
record PostBody(@Nullable String group, @Nullable String handle, String message) {
    private static final String GROUP = "message_group_uuid";
    private static final String HANDLE = "handle";
    private static final String MESSAGE = "message";
    private static final Set<String> FIELDS = Set.of(GROUP, HANDLE, MESSAGE);

    /** @throws HttpFaultException like {@link JsonBody#texts} */
    static PostBody of(Context ctx) {
        Map<String, String> texts = JsonBody.texts(ctx, FIELDS);
        return new PostBody(texts.get(GROUP), texts.get(HANDLE), texts.getOrDefault(MESSAGE, ""));
    }
}
