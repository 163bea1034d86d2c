package com.cruddur.messaging.port;

import org.jspecify.annotations.Nullable;

/**
 * A store or service behind a port could not be reached, or failed. Whether a write was done is unknown; with an
 * idempotency key it is safe to try again.
 */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, without anything that a caller sent
     * @param cause null where nothing else failed
     */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
