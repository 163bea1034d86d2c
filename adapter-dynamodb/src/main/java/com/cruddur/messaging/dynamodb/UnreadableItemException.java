package com.cruddur.messaging.dynamodb;

import com.cruddur.messaging.port.StorageException;

/** An item of the table is not what its key says: an attribute is missing, or has another form. */
final class UnreadableItemException extends StorageException {
    private static final long serialVersionUID = 1L;

    UnreadableItemException(String message) {
        super(message, null);
    }
}
