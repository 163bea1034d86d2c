package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageStore;

/** The adapter under test, for the contracts of {@link MessageStore}. */
public interface StoreUnderTest {
    /** The store under test. All tests may share it, and it may keep the data that they leave. The tests never close it. */
    MessageStore store();
}
