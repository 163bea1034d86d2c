package com.cruddur.messaging.application;

import static com.cruddur.messaging.domain.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.cruddur.messaging.domain.Page;
import com.cruddur.messaging.domain.Reason;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private static final UUID CALLER = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700399");
    private static final String CHARACTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=.% \n\u0000\u00E9";

    private final Cursors cursors = new Cursors("sixteen or more bytes".getBytes(UTF_8));

    @Test
    void aCursorOpensToItsPosition() {
        for (String position :
                List.of("x", "2026-03-01T10:15:30.123456+00:00", "\u00E9\uD83E\uDD84", "x".repeat(1_000))) {
            assertThat(open(cursor(position))).isEqualTo(position);
        }
        assertThat(open(null)).isNull();
    }

    @Test
    void aCursorIsOneUrlSafeWord() {
        assertThat(cursor("2026-03-01T10:15:30.123456+00:00")).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void thePageKeepsItsItems() {
        Page<String> page = cursors.seal(new Page<>(List.of("one", "two"), Optional.empty()), "list", CALLER);
        assertThat(page).isEqualTo(new Page<>(List.of("one", "two"), Optional.empty()));
    }

    @Test
    void anotherInstanceOfTheSameKeyOpensACursor() {
        Cursors other = new Cursors("sixteen or more bytes".getBytes(UTF_8));
        assertThat(other.open(cursor("position"), "list", CALLER)).isEqualTo("position");
    }

    @Test
    void aCursorOfAnotherListCallerOrKeyIsRefused() {
        String cursor = cursor("position");
        Cursors otherKey = new Cursors("sixteen or more bytez".getBytes(UTF_8));
        UUID otherCaller = UUID.fromString("5ae290ed-55d1-47a0-bc6d-fe2bc2700398");
        assertInvalid(() -> cursors.open(cursor, "lisu", CALLER));
        assertInvalid(() -> cursors.open(cursor, "", CALLER));
        assertInvalid(() -> cursors.open(cursor, "list", otherCaller));
        assertInvalid(() -> otherKey.open(cursor, "list", CALLER));
    }

    @Test
    void aCursorWithAnyCharacterChangedAddedOrMissingIsRefused() {
        for (String position : List.of("x", "xy", "2026-03-01T10:15:30.123456+00:00")) {
            String cursor = cursor(position);
            for (int i = 0; i <= cursor.length(); i++) {
                String before = cursor.substring(0, i);
                // The last characters have bits that stand for nothing: there, every character is tried.
                String tried = i < cursor.length() - 2 ? "AQgw09-_=% \n" : CHARACTERS;
                for (char c : tried.toCharArray()) {
                    assertNotOpened(before + c + cursor.substring(i));
                    if (i < cursor.length() && c != cursor.charAt(i)) {
                        assertNotOpened(before + c + cursor.substring(i + 1));
                    }
                }
                if (i < cursor.length()) {
                    assertNotOpened(before);
                    assertNotOpened(before + cursor.substring(i + 1));
                }
            }
        }
    }

    @Test
    void textThatIsNotACursorIsRefused() {
        for (String text : List.of(
                "", " ", "=", "null", "x", "A".repeat(21), "A".repeat(22), "A".repeat(100_000), "\uD83E\uDD84")) {
            assertNotOpened(text);
        }
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cursors(new byte[15]));
        assertThat(new Cursors(new byte[16])).isNotNull();
    }

    private String cursor(String position) {
        return cursors.seal(new Page<>(List.of(), Optional.of(position)), "list", CALLER)
                .next()
                .orElseThrow();
    }

    private String open(String cursor) {
        return cursors.open(cursor, "list", CALLER);
    }

    private void assertNotOpened(String cursor) {
        assertInvalid(() -> open(cursor));
    }

    private static void assertInvalid(Runnable open) {
        assertRefused(Reason.CURSOR_INVALID, open);
    }
}
