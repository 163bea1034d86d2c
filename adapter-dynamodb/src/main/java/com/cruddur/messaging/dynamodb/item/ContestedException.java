package com.cruddur.messaging.dynamodb.item;

import com.cruddur.messaging.port.StorageException;

/** Others changed the same items in each of the rounds that a change was tried for. A later call may succeed. */
public final class ContestedException extends StorageException {
    private static final long serialVersionUID = 1L;

    /** @param name of the change */
    public ContestedException(String name) {
        super(name + ": others changed the same items each time", null);
    }
}
