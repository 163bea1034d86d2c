package com.cruddur.messaging.application;

import com.cruddur.messaging.domain.MessageGroup;
import com.cruddur.messaging.domain.Posted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps what a transaction has done until it is committed. For one thread at a time. */
final class DeferredAnnouncer implements Announcer {
    private final Announcer announcer;
    private final List<Runnable> kept = new ArrayList<>();

    DeferredAnnouncer(Announcer announcer) {
        this.announcer = announcer;
    }

    @Override
    public void postedIn(MessageGroup group, Posted posted) {
        kept.add(() -> announcer.postedIn(group, posted));
    }

    @Override
    public void posted(Posted posted) {
        kept.add(() -> announcer.posted(posted));
    }

    /** The caller's transaction decides whether it is stored. */
    @Override
    public void perhapsChanged(UUID group) {}

    @Override
    public void read(UUID group, UUID reader, Instant upTo) {
        kept.add(() -> announcer.read(group, reader, upTo));
    }

    void committed() {
        List<Runnable> all = List.copyOf(kept);
        kept.clear();
        all.forEach(Runnable::run);
    }
}
