package com.cruddur.messaging.app.seed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cruddur.messaging.app.seed.Transcript.Line;
import com.cruddur.messaging.app.seed.Transcript.Person;
import com.cruddur.messaging.domain.MessageText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptTest {
    @Test
    void aLineIsAMessage() throws IOException {
        assertThat(lines("Person 1: Hi.\nPerson 2: Hello: you \uD83C\uDF45\n"))
                .containsExactly(line(Person.FIRST, "Hi."), line(Person.SECOND, "Hello: you \uD83C\uDF45"));
    }

    @Test
    void itMayHaveBeenWrittenOnAnySystem() throws IOException {
        assertThat(lines("\uFEFF\r\n\n  \t\nPerson 1: Hi.\r\n\r\nPerson 2: Hello.\n\nPerson 1: the end, without one"))
                .containsExactly(
                        line(Person.FIRST, "Hi."),
                        line(Person.SECOND, "Hello."),
                        line(Person.FIRST, "the end, without one"));
        assertThat(lines("\uFEFFPerson 1: Hi.")).containsExactly(line(Person.FIRST, "Hi."));
    }

    @Test
    void whatIsSaidIsKeptAsItStands() throws IOException {
        String said = " two  spaces \u001b[31m\uFEFF Person 2: Person 1:  ";
        assertThat(lines("Person 1: " + said + "\n")).containsExactly(line(Person.FIRST, said));
    }

    @Test
    void theLongestMessageFits() throws IOException {
        String longest = "\uD83C\uDF45".repeat(MessageText.MAX_CODE_POINTS);
        assertThat(lines("\uFEFFPerson 2: " + longest + "\r\n")).containsExactly(line(Person.SECOND, longest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a secret that goes on from the line before",
                "Person 3: secret",
                "person 1: secret",
                " Person 1: secret",
                "Person 1:secret",
                "Person 1:",
                "Person 1:   ",
                "Person 1: secret\u0000",
                "\uFEFFPerson 1: secret"
            })
    void aBrokenLineIsNamedByItsNumberAndNotQuoted(String broken) {
        assertBroken("Person 1: Hi.\r\n\r\n" + broken + "\nPerson 2: Hello.", 3);
    }

    @Test
    void aMessageThatIsTooLongIsABrokenLine() {
        assertBroken("Person 1: Hi.\n\nPerson 1: " + "a".repeat(MessageText.MAX_CODE_POINTS + 1), 3);
        assertBroken("Person 1: Hi.\n\nPerson 1: " + "a".repeat(100_000), 3);
    }

    @Test
    void whatIsNotUtf8IsABrokenLine() {
        byte[] latin = "Person 1: Hi.\nPerson 2: caf\u00e9 secret\n".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> Transcript.of(() -> new ByteArrayInputStream(latin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2 is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\r\n  \n"})
    void whereNobodySaysAnythingThereIsNoConversation(String text) {
        assertThatThrownBy(() -> of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSeedIsGood() {
        assertThat(Transcript.seed().size()).isGreaterThanOrEqualTo(100);
    }

    private static void assertBroken(String text, int number) {
        assertThatThrownBy(() -> of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line " + number + " ")
                .message()
                .doesNotContain("secret", "aaa");
    }

    private static List<Line> lines(String text) throws IOException {
        Transcript transcript = of(text);
        List<Line> lines = new ArrayList<>();
        try (TranscriptReader reader = transcript.read()) {
            for (Optional<Line> line = reader.next(); line.isPresent(); line = reader.next()) {
                lines.add(line.get());
            }
        }
        assertThat(transcript.size()).isEqualTo(lines.size());
        return lines;
    }

    private static Transcript of(String text) {
        return Transcript.of(() -> new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static Line line(Person by, String said) {
        return new Line(by, new MessageText(said));
    }
}
