package com.cruddur.messaging.postgres.store;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.port.MessageStore;
import org.junit.jupiter.api.AfterAll;

class PostgresStoreTest implements StoreContract {
    private static final TestStore STORE = TestStore.open();

    @Override
    public MessageStore store() {
        return STORE.store();
    }

    @AfterAll
    static void close() {
        STORE.close();
    }
}
