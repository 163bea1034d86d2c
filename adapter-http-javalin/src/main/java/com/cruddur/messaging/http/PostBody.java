package com.cruddur.messaging.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/**
 * What a client posts. A field that is null counts as missing; fields of other names are ignored.
 *
 * @param group {@code message_group_uuid}, or null
 * @param handle {@code handle}, or null
 * @param message {@code message}, or null
 */
record PostBody(String group, String handle, String message) {
    private static final String GROUP = "message_group_uuid";
    private static final String HANDLE = "handle";
    private static final String MESSAGE = "message";
    private static final Set<String> FIELDS = Set.of(GROUP, HANDLE, MESSAGE);

    /** @throws HttpFaultException as {@link JsonBody#texts} does */
    static PostBody of(Context ctx) {
        Map<String, String> texts = JsonBody.texts(ctx, FIELDS);
        return new PostBody(texts.get(GROUP), texts.get(HANDLE), texts.get(MESSAGE));
    }
}
