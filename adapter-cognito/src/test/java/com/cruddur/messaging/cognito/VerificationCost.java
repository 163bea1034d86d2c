package com.cruddur.messaging.cognito;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Prints the CPU time of a verification when the token is new and when it was verified before, in one run. Not a test. */
final class VerificationCost {
    private static final int TOKENS = 5_000;
    private static final int REPEATS = 200;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private VerificationCost() {}

    public static void main(String[] args) {
        SettableClock clock = new SettableClock();
        TestIssuer pool = new TestIssuer("pool-key");
        try (KeySetServer server = new KeySetServer()) {
            server.publish(pool);
            for (int round = 1; round <= 3; round++) {
                CognitoTokenVerifier verifier =
                        new CognitoTokenVerifier(TestIssuer.ISSUER, TestIssuer.CLIENT_ID, server.address(), clock);
                List<String> tokens = new ArrayList<>();
                for (int i = 0; i < TOKENS; i++) {
                    tokens.add(pool.token(clock, UUID.randomUUID().toString()));
                }
                System.out.printf(
                        "round %d: new token %,d ns, remembered token %,d ns%n",
                        round, nanosEach(verifier, tokens, 1), nanosEach(verifier, tokens, REPEATS));
            }
        }
    }

    /** As in a server: each token is a new string without a computed hash. */
    private static long nanosEach(CognitoTokenVerifier verifier, List<String> tokens, int repeats) {
        long nanos = 0;
        int characters = 0;
        for (int i = 0; i < repeats; i++) {
            List<String> received =
                    tokens.stream().map(it -> new String(it.toCharArray())).toList();
            long start = CPU.getCurrentThreadCpuTime();
            for (String token : received) {
                characters += verifier.subjectOf(token).length();
            }
            nanos += CPU.getCurrentThreadCpuTime() - start;
        }
        if (characters != repeats * tokens.size() * 36) {
            throw new AssertionError("a token was answered by a subject that is not its own");
        }
        return nanos / ((long) repeats * tokens.size());
    }
}
