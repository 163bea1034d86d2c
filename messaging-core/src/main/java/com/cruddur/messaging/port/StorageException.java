package com.cruddur.messaging.port;

import org.jspecify.annotations.Nullable;

/**
 * A store or service behind a port failed, or could not be reached. A write may have been done or not. A retry with the same
 * idempotency key is safe.
 */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message names the failure; it contains nothing that a caller sent
     * @param cause null when no exception caused this one
     */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
