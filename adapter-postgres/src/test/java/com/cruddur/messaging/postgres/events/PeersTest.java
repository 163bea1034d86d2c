package com.cruddur.messaging.postgres.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.postgres.events.Peers.Heard;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final long SILENCE = 15;

    private final Peers peers = new Peers(SILENCE);
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void aMissingNumberIsALossAndAnOldOneIsKnown() {
        assertThat(peers.hint(one, 7, 0)).isEqualTo(Heard.NEXT);
        assertThat(peers.hint(one, 8, 0)).isEqualTo(Heard.NEXT);
        assertThat(peers.hint(one, 7, 0)).isEqualTo(Heard.AGAIN);
        assertThat(peers.hint(one, 8, 0)).isEqualTo(Heard.AGAIN);
        assertThat(peers.hint(other, 1, 0)).isEqualTo(Heard.NEXT);
        assertThat(peers.hint(one, 10, 0)).isEqualTo(Heard.AFTER_LOSS);
        assertThat(peers.hint(one, 11, 0)).isEqualTo(Heard.NEXT);
    }

    @Test
    void aHeartbeatOrAFarewellAheadOfTheHintsIsALoss() {
        assertThat(peers.heartbeat(one, 3, 0)).isFalse();
        assertThat(peers.hint(one, 4, 0)).isEqualTo(Heard.NEXT);
        assertThat(peers.heartbeat(one, 4, 0)).isFalse();
        assertThat(peers.heartbeat(one, 3, 0)).isFalse();
        assertThat(peers.heartbeat(one, 5, 0)).isTrue();
        assertThat(peers.heartbeat(one, 5, 0)).isFalse();
        assertThat(peers.farewell(one, 5, 0)).isFalse();
        assertThat(peers.heartbeat(other, 1, 0)).isFalse();
        assertThat(peers.farewell(other, 2, 0)).isTrue();
    }

    @Test
    void silenceIsToldOnceUntilTheInstanceIsHeardAgain() {
        peers.heartbeat(one, 0, 0);
        peers.hint(other, 1, 10);
        assertThat(peers.silenceBegan(SILENCE)).isFalse();
        assertThat(peers.silenceBegan(SILENCE + 1)).isTrue();
        assertThat(peers.silenceBegan(SILENCE + 2)).isFalse();
        assertThat(peers.silenceBegan(10 + SILENCE + 1)).isTrue();
        peers.hint(one, 1, 100);
        assertThat(peers.silenceBegan(100 + SILENCE + 1)).isTrue();
    }

    @Test
    void anInstanceThatSaidFarewellMayBeSilent() {
        peers.hint(one, 1, 0);
        peers.farewell(one, 1, 0);
        assertThat(peers.silenceBegan(1_000)).isFalse();
    }

    @Test
    void aNewConnectionKnowsNoNumbersAndStillNoticesSilence() {
        peers.hint(one, 1, 0);
        peers.reconnected(100);
        assertThat(peers.silenceBegan(101)).isFalse();
        assertThat(peers.hint(one, 9, 101)).isEqualTo(Heard.NEXT);
        peers.reconnected(200);
        assertThat(peers.silenceBegan(200 + SILENCE + 1)).isTrue();
    }
}
