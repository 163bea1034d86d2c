package com.cruddur.messaging.postgres;

import com.cruddur.messaging.port.StorageException;
import java.util.List;

/** A table that was there before could not be taken over: users in it share a handle or a subject. Nothing was changed. */
public final class DuplicatesException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient List<Duplicate> duplicates;

    DuplicatesException(List<Duplicate> duplicates) {
        super("users of the directory share " + duplicates.size() + " handles or subjects", null);
        this.duplicates = List.copyOf(duplicates);
    }

    public List<Duplicate> duplicates() {
        return duplicates;
    }
}
