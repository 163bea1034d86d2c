package com.cruddur.messaging.app.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cruddur.messaging.domain.Group;
import com.cruddur.messaging.domain.MessageText;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.Draft;
import com.cruddur.messaging.port.InboxRows;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;
import com.cruddur.messaging.port.Users;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A conversation that is there when the service starts for the first time, between {@code andrewbrown} and {@code bayko}. */
public final class SeedConversation {
    /** The group that the reference's seed and scripts use. */
    public static final UUID GROUP = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");

    private static final String FIRST = "Person 1: ";
    private static final String SECOND = "Person 2: ";
    private static final Duration ENDED_BEFORE = Duration.ofMinutes(10);

    private final MessageGroups groups;
    private final Messages messages;
    private final Clock clock;
    private final Supplier<UUID> uuids;

    private record Line(User sender, MessageText text) {}

    public SeedConversation(MessageGroups groups, Messages messages, Clock clock, Supplier<UUID> uuids) {
        this.groups = groups;
        this.messages = messages;
        this.clock = clock;
        this.uuids = uuids;
    }

    /**
     * Stores what is not stored yet, one message a minute, the last some minutes ago. What an earlier call did before it was cut
     * off stays, and is not done again. Not to be called once others may post to the group.
     *
     * @param users knows both
     */
    public void load(Users users) {
        User one = users.byHandle("andrewbrown").orElseThrow();
        User another = users.byHandle("bayko").orElseThrow();
        List<Line> lines = lines(one, another);
        Group group = Group.of(GROUP, one.uuid(), another.uuid());
        int stored = messages.newestFirst(GROUP, Optional.empty(), lines.size())
                .items()
                .size();
        Instant last = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(ENDED_BEFORE);
        for (int i = stored; i < lines.size(); i++) {
            Instant at = last.minus(Duration.ofMinutes(lines.size() - 1 - i));
            Draft draft =
                    new Draft(uuids.get(), lines.get(i).sender(), lines.get(i).text(), at, Optional.empty());
            if (i > 0) {
                messages.append(group, draft);
            } else if (groups.open(group, another, draft).isEmpty()) {
                return;
            }
        }
        groups.rows(GROUP).filter(InboxRows::areBehind).ifPresent(groups::move);
    }

    private static List<Line> lines(User one, User another) {
        return resource().lines().map(it -> line(it, one, another)).toList();
    }

    private static Line line(String line, User one, User another) {
        if (line.startsWith(FIRST)) {
            return new Line(one, new MessageText(line.substring(FIRST.length())));
        }
        if (line.startsWith(SECOND)) {
            return new Line(another, new MessageText(line.substring(SECOND.length())));
        }
        throw new IllegalStateException(
                "a line of the conversation begins neither with " + FIRST + "nor with " + SECOND);
    }

    private static String resource() {
        try (InputStream in = SeedConversation.class.getResourceAsStream("conversation.txt")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
