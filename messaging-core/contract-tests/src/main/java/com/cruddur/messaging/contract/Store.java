package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageGroups;
import com.cruddur.messaging.port.Messages;

/** What the contracts of {@link Messages} and {@link MessageGroups} need to know of an adapter. */
public interface Store {
    /** The messages of the store under test. It may be shared by all tests, and keep what they leave. */
    Messages messages();

    /** The groups of the same store. */
    MessageGroups groups();
}
