package com.cruddur.messaging.contract;

import com.cruddur.messaging.port.MessageStore;

/** The adapter under test, for the contracts of {@link MessageStore}. */
public interface StoreUnderTest {
    /** The store under test. All tests may share it, and it may keep the data that they leave. The tests never close it. */
    MessageStore store();

    /**
     * How often a test repeats a thing that it wants many of, such as the posts of each sender in a race. Override it where each call takes
     * long, and run the full number now and then: a race that is over sooner finds less.
     *
     * @param full the usual number
     * @return 1 to {@code full}
     */
    default int volume(int full) {
        return full;
    }
}
