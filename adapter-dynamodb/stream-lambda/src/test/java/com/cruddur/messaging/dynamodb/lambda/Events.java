package com.cruddur.messaging.dynamodb.lambda;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The batch that the tests hand to the function, as Lambda writes it. */
final class Events {
    /** Two records of the first and one of the second are in the batch, among records that say nothing. */
    static final UUID FIRST = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");

    static final UUID SECOND = UUID.fromString("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");

    private Events() {}

    static String json() {
        try (InputStream in = Events.class.getResourceAsStream("/batch.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As Lambda's own serialization reads it. */
    static DynamodbEvent batch() {
        return LambdaEventSerializers.serializerFor(DynamodbEvent.class, Events.class.getClassLoader())
                .fromJson(json());
    }
}
