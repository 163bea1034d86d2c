package com.cruddur.messaging.app.ddb;

import com.cruddur.messaging.app.terminal.Printable;
import com.cruddur.messaging.app.terminal.Terminal;
import com.cruddur.messaging.dynamodb.admin.QueryResult;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The output that the commands share which query the table as the service does. */
final class QueryOutput {
    /** A page, as the service reads it. */
    static final int LIMIT = 20;

    private static final int SHOWN = 40;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private QueryOutput() {}

    /** Also which items are left out. */
    static void sayWhatItTook(Terminal terminal, QueryResult<?> reading) {
        terminal.say(String.format(Locale.ROOT, "Consumed capacity: %s read units", reading.readUnits()));
        reading.unreadable()
                .forEach(it -> terminal.say("Skipped an item that cannot be read: " + Printable.of(it.pk()) + " / "
                        + Printable.of(it.sk())));
    }

    /** As HTTP answers it. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The beginning of a message, for a line of a table. */
    static String beginning(String message) {
        return Printable.of(message, SHOWN);
    }
}
