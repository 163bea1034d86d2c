package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.port.MessageStore;

class InMemoryStoreTest implements StoreContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public MessageStore store() {
        return store;
    }
}
