package com.cruddur.messaging.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.nimbusds.jose.util.Base64URL;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Text that is not a token, and good tokens in another spelling of the same bytes. */
class RefusedSpellingsTest {
    private static final int CHANGES = Boolean.getBoolean("messaging.full") ? 20_000 : 4_000;
    private static final TestIssuer KEY = new TestIssuer("pool-key");
    private static final TestPool POOL = new TestPool();

    @BeforeAll
    static void publishTheKey() {
        POOL.server.publish(KEY);
    }

    @AfterAll
    static void stopTheServer() {
        POOL.close();
    }

    @Test
    void anotherSpellingOfTheSameBytesIsRefused() {
        String token = POOL.token(KEY);
        String[] parts = token.split("\\.");
        POOL.assertAccepted(token);
        for (int part = 0; part < parts.length; part++) {
            for (String spelling : respelt(parts[part])) {
                String[] changed = parts.clone();
                changed[part] = spelling;
                POOL.assertRefused(String.join(".", changed));
            }
        }
        for (String around : List.of(" ", "\n", "\t", "\r\n", "\0", "=", "\uFEFF")) {
            POOL.assertRefused(around + token);
            POOL.assertRefused(token + around);
        }
        POOL.assertRefused("Bearer " + token);
    }

    private static List<String> respelt(String part) {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        String padded = Base64.getUrlEncoder().encodeToString(bytes);
        char last = part.charAt(part.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        String strayBit = part.substring(0, part.length() - 1) + alphabet.charAt(alphabet.indexOf(last) ^ 1);
        String middle = part.substring(0, 8) + "%s" + part.substring(8);
        return List.of(
                padded.equals(part) ? part + "=" : padded,
                part + "==",
                strayBit,
                middle.formatted(" "),
                middle.formatted("\n"),
                middle.formatted("="),
                middle.formatted("+"),
                middle.formatted("/"),
                middle.formatted("\u0100"));
    }

    @Test
    void anythingButThreePartsIsRefused() {
        String token = POOL.token(KEY);
        String[] parts = token.split("\\.");
        for (String text : List.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                "null",
                parts[0],
                parts[0] + "." + parts[1],
                parts[0] + "." + parts[1] + ".",
                "." + parts[1] + "." + parts[2],
                parts[0] + ".." + parts[2],
                token + ".",
                "." + token,
                token + "." + parts[2],
                ".".repeat(8_000),
                "\uD800",
                "\uD83D\uDE00.\uD83D\uDE00.\uD83D\uDE00")) {
            POOL.assertRefused(text);
        }
        POOL.assertRefused(null);
    }

    @Test
    void aTokenOfMoreThan8KibIsRefused() {
        int size = POOL.token(KEY).length();
        String longest = POOL.token(KEY, it -> it.put("scope", "s".repeat((SignedToken.MAX_LENGTH - size) * 3 / 4)));
        assertThat(longest.length()).isBetween(SignedToken.MAX_LENGTH - 60, SignedToken.MAX_LENGTH);
        POOL.assertAccepted(longest);
        POOL.assertRefused(POOL.token(KEY, it -> it.put("scope", "s".repeat(SignedToken.MAX_LENGTH))));
        POOL.assertRefused(POOL.token(KEY, it -> it.put("scope", "s".repeat(1 << 20))));
    }

    @Test
    void aGoodTokenWithAnyChangeIsRefused() {
        String token = POOL.token(KEY);
        forRandomChanges(CHANGES, (random, which) -> {
            String changed = changed(token, random);
            if (!changed.equals(token)) {
                assertThat(catchThrowable(() -> POOL.verifier.subjectOf(changed)))
                        .as(which)
                        .isInstanceOf(MessagingException.class);
            }
        });
    }

    @Test
    void anyHeaderAndPayloadIsRefusedWithoutAnotherException() {
        String header = TestIssuer.serialised(KEY.header());
        String payload = TestIssuer.serialised(TestIssuer.claims(POOL.clock, "andrew"));
        String signature = POOL.token(KEY).split("\\.")[2];
        forRandomChanges(CHANGES, (random, which) -> {
            String changed = changed(changed(header, random), random);
            String token = Base64URL.encode(changed) + "." + Base64URL.encode(payload) + "." + signature;
            assertThat(catchThrowable(() -> POOL.verifier.subjectOf(token)))
                    .as(which)
                    .isInstanceOf(MessagingException.class);
        });
        forRandomChanges(CHANGES / 40, (random, which) -> {
            String token = KEY.sign(header, changed(changed(payload, random), random));
            Throwable failure = catchThrowable(() -> POOL.verifier.subjectOf(token));
            assertThat(failure == null || failure instanceof MessagingException)
                    .as(which)
                    .isTrue();
        });
    }

    private static void forRandomChanges(int times, BiConsumer<Random, String> change) {
        long seed = Long.getLong("messaging.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            change.accept(random, "-Dmessaging.seed=" + seed + ", change " + i);
        }
    }

    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length());
        String special = "{}[]\"\\:,.=-_ \n0A\u0000\u00e9\uD83D";
        char other = special.charAt(random.nextInt(special.length()));
        StringBuilder changed = new StringBuilder(text);
        return switch (random.nextInt(4)) {
            case 0 -> changed.insert(at, other).toString();
            case 1 -> changed.deleteCharAt(at).toString();
            case 2 ->
                changed.delete(at, Math.min(text.length(), at + random.nextInt(20)))
                        .toString();
            default -> {
                changed.setCharAt(at, other);
                yield changed.toString();
            }
        };
    }

    @Test
    void everyRefusalIsOneAndTheSame() {
        Throwable expired = catchThrowable(() -> POOL.verifier.subjectOf(POOL.token(KEY, it -> it.put("exp", 1))));
        Throwable garbage = catchThrowable(() -> POOL.verifier.subjectOf("garbage"));
        Throwable unknownKey =
                catchThrowable(() -> POOL.verifier.subjectOf(new TestIssuer("x").token(POOL.clock, "andrew")));
        for (Throwable refusal : List.of(expired, garbage, unknownKey)) {
            assertThat(refusal)
                    .hasMessage(Reason.TOKEN_INVALID.detail())
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
        }
    }
}
