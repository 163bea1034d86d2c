package com.cruddur.messaging.postgres.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.cruddur.messaging.domain.Posted;
import com.cruddur.messaging.port.NewMessage;
import com.cruddur.messaging.postgres.TestPostgres;
import com.cruddur.messaging.postgres.store.TestStore.Chat;
import org.junit.jupiter.api.Test;

class KeyPurgeTest {
    @Test
    void keysAreDeletedADayAfterTheirTimeIsOver() {
        try (TestStore test = TestStore.open()) {
            Chat chat = test.newChat();
            NewMessage keyed = TestStore.keyed(chat.one(), "keyed");
            Posted posted = test.store().messages().append(chat.group(), keyed);
            TestPostgres.execute(test.pool(), """
                    insert into messaging.used_keys
                    select gen_random_uuid(), n::text, 'f', now() - n * interval '1 hour', gen_random_uuid(), now()
                    from generate_series(60, 1300) n""");
            test.store().purgeKeys();
            assertThat(TestPostgres.query(
                            test.pool(), "select key from messaging.used_keys where fingerprint = 'f' order by 1"))
                    .containsExactly("60", "61", "62", "63", "64", "65", "66", "67", "68", "69", "70", "71");
            assertThat(test.store().messages().findByIdempotencyKey(keyed)).contains(posted.message());
        }
    }
}
