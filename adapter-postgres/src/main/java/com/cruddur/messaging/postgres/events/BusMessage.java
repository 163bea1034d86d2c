package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.domain.Event;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The content of one NOTIFY, as ASCII text: the kind and the instance that sent it, then the rest. */
sealed interface BusMessage {
    /** PostgreSQL takes less than 8,000 bytes. */
    int MOST_BYTES = 7_900;

    /** The instance that sent it. */
    UUID instance();

    /** Hints, in the order of their numbers. */
    record Hints(UUID instance, List<Hint> hints) implements BusMessage {}

    /**
     * A sign of life. All hints up to the last one have been sent, or are lost.
     *
     * @param isGreeting whether the instance has just begun to listen, and asks the others for theirs
     */
    record Heartbeat(UUID instance, long last, boolean isGreeting) implements BusMessage {}

    /** The instance stops. All its hints up to the last one have been sent, or are lost. */
    record Farewell(UUID instance, long last) implements BusMessage {}

    /** A text that {@link #read} does not understand. */
    final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(Throwable cause) {
            super("a message on the bus is of another form", cause);
        }
    }

    static String heartbeat(UUID instance, long last) {
        return "alive " + instance + " " + last;
    }

    static String greeting(UUID instance, long last) {
        return "hello " + instance + " " + last;
    }

    static String farewell(UUID instance, long last) {
        return "stops " + instance + " " + last;
    }

    /** The beginning of a message of hints; one {@link #line} each follows. */
    static String hints(UUID instance) {
        return "hints " + instance;
    }

    static String line(Hint hint) {
        String users = hint.users().stream().map(UUID::toString).collect(Collectors.joining(","));
        return "\n" + hint.number() + " " + users + " " + event(hint.event());
    }

    private static String event(Event event) {
        if (event instanceof Event.MessageAdded it) {
            return "message " + it.group() + " " + it.message() + " " + it.sender() + " " + it.createdAt();
        }
        if (event instanceof Event.ReadFurther it) {
            return "read " + it.group() + " " + it.reader() + " " + it.upTo();
        }
        return "lost";
    }

    /** @throws UnreadableException when another version, or another program, has sent it */
    static BusMessage read(String text) throws UnreadableException {
        try {
            String[] lines = text.split("\n");
            String[] head = lines[0].split(" ");
            UUID instance = UUID.fromString(head[1]);
            return switch (head[0]) {
                case "alive" -> new Heartbeat(instance, Long.parseLong(head[2]), false);
                case "hello" -> new Heartbeat(instance, Long.parseLong(head[2]), true);
                case "stops" -> new Farewell(instance, Long.parseLong(head[2]));
                case "hints" ->
                    new Hints(
                            instance,
                            Arrays.stream(lines).skip(1).map(BusMessage::hint).toList());
                default -> throw new IllegalArgumentException("an unknown kind");
            };
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new UnreadableException(e);
        }
    }

    private static Hint hint(String line) {
        String[] words = line.split(" ");
        List<UUID> users =
                Arrays.stream(words[1].split(",")).map(UUID::fromString).toList();
        return new Hint(Long.parseLong(words[0]), users, event(words));
    }

    private static Event event(String[] words) {
        return switch (words[2]) {
            case "message" ->
                new Event.MessageAdded(
                        UUID.fromString(words[3]),
                        UUID.fromString(words[4]),
                        UUID.fromString(words[5]),
                        Instant.parse(words[6]));
            case "read" ->
                new Event.ReadFurther(UUID.fromString(words[3]), UUID.fromString(words[4]), Instant.parse(words[5]));
            case "lost" -> new Event.EventsLost();
            default -> throw new IllegalArgumentException("an unknown event");
        };
    }
}
