package com.cruddur.messaging.postgres.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The numbers that this instance has heard from the others. For one thread. */
final class Peers {
    /** Instances that ended without a farewell are remembered, since they may only have been cut off. */
    private static final int MOST = 1_000;

    private static final long UNKNOWN = -1;

    private final long silenceNanos;
    private final Map<UUID, Peer> peers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Peer> eldest) {
            return size() > MOST;
        }
    };

    /** @param silenceNanos how long an instance may be silent */
    Peers(long silenceNanos) {
        this.silenceNanos = silenceNanos;
    }

    private static final class Peer {
        private long last = UNKNOWN;
        private long heardAt;
        private boolean silent;

        void heard(long now) {
            heardAt = now;
            silent = false;
        }
    }

    /** Tells what a message of another instance says of the hints before it. */
    enum Heard {
        /** They have all been heard. */
        NEXT,
        /** One at least is lost. */
        AFTER_LOSS,
        /** This one has been heard before. */
        AGAIN
    }

    /** A hint was heard. The first one of an instance is the next one: what came before was not for this connection. */
    Heard hint(UUID instance, long number, long now) {
        Peer peer = peers.computeIfAbsent(instance, it -> new Peer());
        peer.heard(now);
        if (peer.last != UNKNOWN && number <= peer.last) {
            return Heard.AGAIN;
        }
        Heard heard = peer.last == UNKNOWN || number == peer.last + 1 ? Heard.NEXT : Heard.AFTER_LOSS;
        peer.last = number;
        return heard;
    }

    /**
     * A heartbeat was heard.
     *
     * @param last the number of the instance's last hint
     * @return whether one of its hints is lost
     */
    boolean heartbeat(UUID instance, long last, long now) {
        Peer peer = peers.computeIfAbsent(instance, it -> new Peer());
        peer.heard(now);
        boolean lost = peer.last != UNKNOWN && last > peer.last;
        peer.last = Math.max(peer.last, last);
        return lost;
    }

    /** The same for a farewell. From here on the instance may be silent. */
    boolean farewell(UUID instance, long last, long now) {
        boolean lost = heartbeat(instance, last, now);
        peers.remove(instance);
        return lost;
    }

    /** Whether an instance has become silent. It is told once for each silence. */
    boolean silenceBegan(long now) {
        boolean began = false;
        for (Peer peer : peers.values()) {
            if (!peer.silent && now - peer.heardAt > silenceNanos) {
                peer.silent = true;
                began = true;
            }
        }
        return began;
    }

    /** A new connection hears from here on. */
    void reconnected(long now) {
        for (Peer peer : peers.values()) {
            peer.last = UNKNOWN;
            peer.heard(now);
        }
    }
}
