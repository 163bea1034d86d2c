package com.cruddur.messaging.inmemory;

import com.cruddur.messaging.contract.StoreContract;
import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;

class InMemoryStoreTest implements StoreContract {
    private final InMemoryStore store = new InMemoryStore();

    @Override
    public Messages messages() {
        return store;
    }

    @Override
    public MessageGroups groups() {
        return store;
    }
}
