package com.cruddur.messaging.http;

import com.cruddur.messaging.domain.Event;
import java.time.Instant;

/** Writes events in the format {@code text/event-stream} of the HTML standard. All of it is ASCII that needs no escape. */
final class EventText {
    static final String READY = "event: ready\ndata: {}\n\n";
    static final String COMMENT = ":\n\n";

    private EventText() {}

    /** The reasons why a stream ends. */
    enum End {
        TOKEN_EXPIRED("token_expired"),
        USER_REMOVED("user_removed"),
        SERVER_STOPPING("server_stopping");

        private final String text;

        End(String reason) {
            this.text = "event: end\ndata: {\"reason\":\"" + reason + "\"}\n\n";
        }

        String text() {
            return text;
        }
    }

    static void append(StringBuilder text, Event event) {
        if (event instanceof Event.MessageAdded added) {
            text.append("event: message\ndata: {\"message_group_uuid\":\"").append(added.group());
            text.append("\",\"uuid\":\"").append(added.message());
            text.append("\",\"user_uuid\":\"").append(added.sender());
            time(text.append("\",\"created_at\":\""), added.createdAt());
        } else if (event instanceof Event.ReadFurther read) {
            text.append("event: read\ndata: {\"message_group_uuid\":\"").append(read.group());
            text.append("\",\"user_uuid\":\"").append(read.reader());
            time(text.append("\",\"up_to\":\""), read.upTo());
        } else {
            text.append(READY);
        }
    }

    private static void time(StringBuilder text, Instant time) {
        text.append(WireTime.format(time)).append("\"}\n\n");
    }
}
