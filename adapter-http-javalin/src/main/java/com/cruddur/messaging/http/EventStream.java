package com.cruddur.messaging.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cruddur.messaging.domain.Event;
import com.cruddur.messaging.port.Events;
import com.cruddur.messaging.port.VerifiedToken;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * One response that tells a user of events until it ends. It needs no thread: whoever has something to tell starts a write, and while a
 * client takes its time, the rest waits in {@link PendingEvents}. Thread-safe.
 */
final class EventStream extends IteratingCallback {
    private final EventStreams streams;
    private final UUID user;
    private final VerifiedToken token;
    /** Spreads the comments and the look-ups of streams that were opened together. */
    private final int place;

    private Events.@Nullable Subscription subscription;
    private @Nullable Response response;
    private @Nullable Callback callback;
    private @Nullable PendingEvents pending;
    private boolean commentDue;
    private EventText.@Nullable End end;
    private boolean lastWritten;

    EventStream(EventStreams streams, UUID user, VerifiedToken token, int place) {
        this.streams = streams;
        this.user = user;
        this.token = token;
        this.place = place;
    }

    UUID user() {
        return user;
    }

    String subject() {
        return token.subject();
    }

    /** From the call of {@link Events#subscribe} on, perhaps before the stream is open. */
    void add(Event event) {
        synchronized (this) {
            if (end == null) {
                pending = pending == null ? new PendingEvents() : pending;
                pending.add(event);
            }
        }
        writeOn();
    }

    synchronized void subscribed(Events.Subscription added) {
        subscription = added;
    }

    /** Starts to write, with {@code ready}. The subscription is there already. */
    void open(Response to, Callback whenEnded) {
        synchronized (this) {
            response = to;
            callback = whenEnded;
        }
        add(new Event.EventsLost());
    }

    void comment() {
        synchronized (this) {
            commentDue = true;
        }
        writeOn();
    }

    /** Writes what is pending and the reason, then closes. */
    void end(EventText.End reason) {
        synchronized (this) {
            if (end == null) {
                end = reason;
            }
        }
        writeOn();
    }

    boolean isExpired(Instant now) {
        Instant until = token.validUntil();
        return until != null && !now.isBefore(until);
    }

    /** Whether this stream has its turn at a tick, if each has one within so many ticks. */
    boolean hasTurn(long tick, int ticks) {
        return (tick + place) % ticks == 0;
    }

    private void writeOn() {
        boolean open;
        synchronized (this) {
            open = response != null;
        }
        if (open) {
            iterate();
        }
    }

    @Override
    protected Action process() {
        ByteBuffer bytes;
        Response to;
        boolean last;
        synchronized (this) {
            if (lastWritten || response == null) {
                return Action.SUCCEEDED;
            }
            to = response;
            last = end != null;
            lastWritten = last;
            bytes = take();
        }
        if (!bytes.hasRemaining()) {
            return Action.IDLE;
        }
        to.write(last, bytes, this);
        return Action.SCHEDULED;
    }

    private ByteBuffer take() {
        StringBuilder text = new StringBuilder();
        if (pending != null) {
            pending.appendTo(text);
        } else if (commentDue && end == null) {
            text.append(EventText.COMMENT);
        }
        if (end != null) {
            text.append(end.text());
        }
        pending = null;
        commentDue = false;
        return ByteBuffer.wrap(text.toString().getBytes(US_ASCII));
    }

    @Override
    protected void onCompleteSuccess() {
        leave();
        Callback ended = callback;
        if (ended != null) {
            ended.succeeded();
        }
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        leave();
        Callback ended = callback;
        if (ended != null) {
            ended.failed(failure);
        }
    }

    private void leave() {
        streams.remove(this);
        Events.Subscription added;
        synchronized (this) {
            added = subscription;
        }
        if (added != null) {
            added.close();
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}
