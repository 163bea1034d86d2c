package com.cruddur.messaging.dynamodb.write;

import com.cruddur.messaging.port.StorageException;
import java.util.stream.Collectors;

/** A write was refused because items of the table contradict one another. A retry does not help. */
public final class ContradictionException extends StorageException {
    private static final long serialVersionUID = 1L;

    ContradictionException(String name, Cancellation cancellation) {
        super(
                name + ": the table's items contradict each other (" + failed(cancellation)
                        + "); has another program changed them, such as the reference's own Lambda?",
                null);
    }

    private static String failed(Cancellation cancellation) {
        return cancellation.reasons().keySet().stream()
                .filter(cancellation::failed)
                .map(WriteRole::name)
                .collect(Collectors.joining(", "));
    }
}
