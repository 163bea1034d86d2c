package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of {@code LARGE.md}. */
class LargeTest {
    private static final Pattern BLOCK = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static List<String> statements;

    private final TestStore test = TestStore.open();
    private final Chat chat = test.newChat();

    @BeforeAll
    static void read() throws Exception {
        statements = BLOCK.matcher(Files.readString(Path.of("LARGE.md")))
                .results()
                .map(MatchResult::group)
                .map(it -> it.replace("```sql", "").replace("```", ""))
                .toList();
        assertThat(statements).hasSize(2);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void retentionKeepsWhatIsYoungAndTheNewestOfEachGroup() {
        Chat old = test.newChat();
        test.store().messages().append(old.group(), TestStore.message(old.one(), "second"));
        test.store().messages().append(chat.group(), TestStore.message(chat.one(), "young"));
        TestPostgres.execute(
                test.pool(),
                "update messaging.messages set created_at = created_at - interval '3 years' where text <> 'young'");
        TestPostgres.execute(
                test.pool(),
                "update messaging.message_groups set last_at = last_at - interval '3 years' where uuid = '"
                        + old.group() + "'");

        TestPostgres.execute(test.pool(), statements.get(0));

        assertThat(test.texts(chat)).containsExactly("young");
        assertThat(test.texts(old)).containsExactly("second");
        assertThat(test.newestFirst(old)).hasSize(1);
    }

    @Test
    void aPartitionedStoreHasWhatItHadAndGoesOn() {
        Chat another = test.newChat();

        TestPostgres.execute(test.pool(), statements.get(1));

        assertThat(new MessagesSchema(test.pool()).load()).isFalse();
        NewMessage message = TestStore.message(chat.one(), "second");
        test.store().messages().append(chat.group(), message);
        test.store().messages().append(chat.group(), message);
        test.store().messages().append(chat.group(), TestStore.keyed(chat.two(), "third"));
        assertThat(test.texts(chat)).containsExactly("first", "second", "third");
        assertThat(test.newestFirst(another)).hasSize(1);
        assertThat(String.join("\n", TestPostgres.query(test.pool(), """
                        explain select * from messaging.messages where group_uuid = '%s'
                        order by created_at desc limit 20""".formatted(chat.group()))))
                .containsPattern(" on messages_\\d+ ")
                .doesNotContain("Append");
    }
}
