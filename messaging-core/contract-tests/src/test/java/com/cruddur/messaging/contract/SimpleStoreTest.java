package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageStore;

/** The contract tests pass on a store without a fault. {@link PlantedFaultsTest} shows that they fail on one with a fault. */
class SimpleStoreTest implements StoreContract {
    private final SimpleStore store = new SimpleStore();

    @Override
    public MessageStore store() {
        return store;
    }
}
