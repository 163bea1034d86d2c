package com.cruddur.messaging.contract;

import static com.cruddur.messaging.contract.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.TokenVerifier;
import com.cruddur.messaging.port.VerifiedToken;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The contract of a {@link TokenVerifier} for tokens of any kind. Implement it in a test class of the adapter, and add tests for the
 * rules of its own kind of tokens.
 */
public interface TokenVerifierContract {
    /** The longest time that a verification may take. */
    int SECONDS = 20;

    /** The verifier under test. */
    TokenVerifier verifier();

    /** A token for this subject that is valid now, of printable ASCII characters. */
    String tokenOf(String subject);

    @Test
    default void aGoodTokenHasItsSubject() {
        String one = UUID.randomUUID().toString();
        String two = UUID.randomUUID().toString();
        String tokenOfOne = tokenOf(one);
        String tokenOfTwo = tokenOf(two);
        assertThat(verifier().subjectOf(tokenOfOne)).isEqualTo(one);
        assertThat(verifier().subjectOf(tokenOfTwo)).isEqualTo(two);
        assertThat(verifier().subjectOf(tokenOfOne))
                .describedAs("the first once more")
                .isEqualTo(one);
    }

    @Test
    default void aGoodTokenIsVerifiedWithoutWaiting() throws Exception {
        String subject = UUID.randomUUID().toString();
        String token = tokenOf(subject);
        VerifiedToken verified = verifier().verify(token).get(SECONDS, TimeUnit.SECONDS);
        assertThat(verified.subject()).isEqualTo(subject);
        assertThat(verifier().verify(token).get(SECONDS, TimeUnit.SECONDS))
                .describedAs("once more")
                .isEqualTo(verified);
    }

    @Test
    default void textThatIsNotATokenIsRefused() {
        assertTokenRefused(null);
        List<String> texts = List.of(
                "",
                " ",
                ".",
                "..",
                "...",
                "null",
                "a.b.c",
                "Bearer",
                "\u0000",
                "\uD800",
                "\uD83D\uDE80",
                "{}",
                "=".repeat(40));
        texts.forEach(this::assertTokenRefused);
    }

    @Test
    default void aHugeTokenIsRefused() {
        assertTokenRefused("x".repeat(1 << 20));
        assertTokenRefused(".".repeat(1 << 20));
        assertTokenRefused(tokenOf("somebody") + "A".repeat(1 << 20));
    }

    @Test
    default void aGoodTokenIsRefusedWithAnythingAroundIt() {
        String token = tokenOf("somebody");
        for (String more : List.of(" ", "\n", "\t", "\u0000", "=", ".", "A", "\u00A0", "\uD83D\uDE80")) {
            assertTokenRefused(token + more);
            assertTokenRefused(more + token);
        }
        assertTokenRefused("Bearer " + token);
        assertTokenRefused(token + "." + token);
    }

    @Test
    default void aGoodTokenIsRefusedWithAnyCharacterChanged() {
        String token = tokenOf("somebody");
        for (int i = 0; i < token.length(); i++) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertTokenRefused(token.substring(0, i) + changed + token.substring(i + 1));
            assertTokenRefused(token.substring(0, i) + (char) (token.charAt(i) ^ 1) + token.substring(i + 1));
            assertTokenRefused(token.substring(0, i) + token.substring(i + 1));
        }
        assertThat(verifier().subjectOf(token)).isEqualTo("somebody");
    }

    private void assertTokenRefused(@Nullable String token) {
        assertRefused(Reason.TOKEN_INVALID, () -> verifier().subjectOf(token));
        assertThat(verifier().verify(token))
                .failsWithin(Duration.ofSeconds(SECONDS))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        MessagingException.class, it -> assertThat(it.reason()).isEqualTo(Reason.TOKEN_INVALID));
    }
}
