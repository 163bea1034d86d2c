package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * What a client posts. A field that is null counts as missing; fields of other names are ignored.
 *
 * @param group {@code message_group_uuid}, or null
 * @param handle {@code handle}, or null
 * @param message {@code message}, or null
 */
record PostBody(String group, String handle, String message) {
    /** Field names are not kept from one body to the next: they are whatever clients make up. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    /** @throws HttpFaultException {@link HttpFault#BODY_MALFORMED} for anything but one JSON object with fields of these types */
    static PostBody of(byte[] body) {
        CharBuffer text = decode(body);
        try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            String group = null;
            String handle = null;
            String message = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "message_group_uuid" -> group = string(parser);
                    case "handle" -> handle = string(parser);
                    case "message" -> message = string(parser);
                    default -> parser.skipChildren();
                }
            }
            expect(parser.nextToken() == null);
            return new PostBody(group, handle, message);
        } catch (IOException notJson) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }

    /** By the platform's decoder, because the parser's own takes UTF-16 and UTF-32 too, and some sequences that are not UTF-8. */
    private static CharBuffer decode(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }

    private static String string(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(parser.currentToken() == JsonToken.VALUE_STRING);
        return parser.getText();
    }

    private static void expect(boolean met) {
        if (!met) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }
}
