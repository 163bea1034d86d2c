package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a request body that is one JSON object in UTF-8, has the right Content-Type, and has strings in the requested fields. */
final class JsonBody {
    private static final Pattern CONTENT_TYPE = Pattern.compile(
            "application/json[ \\t]*(;[ \\t]*charset=(utf-8|\"utf-8\")[ \\t]*)?", Pattern.CASE_INSENSITIVE);

    /** Clients choose the field names, so the factory does not cache them between bodies. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .build();

    private JsonBody() {}

    /**
     * Returns the fields with these names. A null field counts as missing; fields with other names are ignored.
     *
     * @throws HttpFaultException {@link HttpFault#CONTENT_TYPE_UNSUPPORTED}; {@link HttpFault#BODY_MALFORMED} if the body is
     *     not one JSON object in which these fields are strings
     */
    static Map<String, String> texts(Context ctx, Set<String> names) {
        requireContentType(ctx.req());
        CharBuffer text = decode(ctx.bodyAsBytes());
        try (JsonParser parser = JSON.createParser(text.array(), text.arrayOffset(), text.remaining())) {
            expect(parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, String> texts = new HashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!names.contains(name)) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    expect(value == JsonToken.VALUE_STRING);
                    texts.put(name, parser.getText());
                }
            }
            expect(parser.nextToken() == null);
            return texts;
        } catch (IOException notJson) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }

    private static void requireContentType(HttpServletRequest request) {
        List<String> types = Collections.list(request.getHeaders("Content-Type"));
        if (types.size() != 1 || !CONTENT_TYPE.matcher(types.get(0)).matches()) {
            throw new HttpFaultException(HttpFault.CONTENT_TYPE_UNSUPPORTED);
        }
    }

    /** Uses the JDK's decoder, because Jackson's also accepts UTF-16, UTF-32 and some sequences that are not UTF-8. */
    private static CharBuffer decode(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException notUtf8) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }

    private static void expect(boolean met) {
        if (!met) {
            throw new HttpFaultException(HttpFault.BODY_MALFORMED);
        }
    }
}
