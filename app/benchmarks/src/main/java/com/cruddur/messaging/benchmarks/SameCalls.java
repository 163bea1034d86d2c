package com.cruddur.messaging.benchmarks;

import java.util.List;

/** The check that the adapter makes the calls of the SDK alone, so that the comparison is of their cost and not of their number. */
record SameCalls(SentCalls sent) {
    private static final int TRIES = 3;

    /**
     * Each of the steps ends when all calls that follow from it are made.
     *
     * <p>A use case announces a post a moment after the store has begun to follow it up. Where that moment is as long as a follow-up waits,
     * another one looks at the rows again, so a difference counts if it comes each time.
     *
     * @throws IllegalStateException when the calls differ in number, kind, order or bytes
     */
    void require(Load.Step ours, Load.Step sdk) throws Exception {
        // Looks up what it knows from then on.
        ours.run();
        List<String> calls;
        List<String> expected;
        int tries = 0;
        do {
            calls = sent.of(ours);
            expected = sent.of(sdk);
            tries++;
        } while (!calls.equals(expected) && tries < TRIES);
        if (!calls.equals(expected)) {
            throw new IllegalStateException("the adapter calls " + calls + ", the SDK alone " + expected);
        }
    }
}
