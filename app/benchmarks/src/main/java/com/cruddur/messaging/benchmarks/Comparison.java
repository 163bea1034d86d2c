package com.cruddur.messaging.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Contenders that do one pattern side by side. The first is ours. */
record Comparison(String pattern, List<Contender> contenders) {
    /** An odd number, so that the median is one that was measured. */
    static final int ROUNDS = 9;

    private static final int WARM_UPS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** In each round all contenders of all comparisons take their turns, each time in another order. */
    static void run(List<Comparison> comparisons) throws Exception {
        for (int round = 0; round < WARM_UPS; round++) {
            takeTurns(comparisons, round, contender -> contender.warmUp(WARM_UP));
        }
        for (int round = 0; round < ROUNDS; round++) {
            takeTurns(comparisons, round, contender -> contender.measure(ROUND));
        }
    }

    private static void takeTurns(List<Comparison> comparisons, int round, Turn turn) throws Exception {
        for (Comparison comparison : comparisons) {
            List<Contender> inTurn = new ArrayList<>(comparison.contenders);
            Collections.rotate(inTurn, round);
            for (Contender contender : inTurn) {
                turn.of(contender);
            }
        }
    }

    private interface Turn {
        void of(Contender contender) throws Exception;
    }

    Contender ours() {
        return contenders.get(0);
    }

    List<Contender> others() {
        return contenders.subList(1, contenders.size());
    }
}
