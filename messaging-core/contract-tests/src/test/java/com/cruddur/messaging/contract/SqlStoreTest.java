package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageStore;
import org.junit.jupiter.api.AfterAll;

class SqlStoreTest implements StoreContract {
    private static final SqlStore STORE = new SqlStore();

    @Override
    public MessageStore store() {
        return STORE;
    }

    @AfterAll
    static void close() {
        STORE.close();
    }
}
