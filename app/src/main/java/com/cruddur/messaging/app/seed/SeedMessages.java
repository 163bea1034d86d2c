package com.cruddur.messaging.app.seed;

import com.cruddur.messaging.app.seed.Transcript.Line;
import com.cruddur.messaging.app.seed.Transcript.Person;
import com.cruddur.messaging.domain.User;
import com.cruddur.messaging.port.NewMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The messages of a conversation in their order, one a minute, each made when it is taken. */
final class SeedMessages implements AutoCloseable {
    private final TranscriptReader lines;
    private final int size;
    private final User first;
    private final User second;
    private final Instant end;
    private final Supplier<UUID> uuids;
    private int taken;

    /** @param end the time of the last message */
    SeedMessages(Transcript transcript, User first, User second, Instant end, Supplier<UUID> uuids) {
        try {
            this.lines = transcript.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.size = transcript.size();
        this.first = first;
        this.second = second;
        this.end = end;
        this.uuids = uuids;
    }

    int taken() {
        return taken;
    }

    boolean hasNext() {
        return taken < size;
    }

    /** @throws IllegalArgumentException when the text is no longer the one that was found good */
    NewMessage next() {
        Line line = nextLine();
        User sender = line.by() == Person.FIRST ? first : second;
        Instant at = end.minus(Duration.ofMinutes(size - 1 - taken));
        taken++;
        return new NewMessage(uuids.get(), sender, line.text(), at);
    }

    /** The next {@code most} of them, or as many as there are. */
    List<NewMessage> next(int most) {
        List<NewMessage> drafts = new ArrayList<>();
        while (hasNext() && drafts.size() < most) {
            drafts.add(next());
        }
        return drafts;
    }

    private Line nextLine() {
        try {
            return lines.next()
                    .orElseThrow(() -> new IllegalArgumentException("it became shorter while it was being read"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
