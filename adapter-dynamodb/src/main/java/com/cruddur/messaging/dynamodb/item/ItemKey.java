package com.cruddur.messaging.dynamodb.item;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/** The primary key of an item of the table, which may be anybody's. */
public record ItemKey(String pk, String sk) implements Serializable {
    private static final long serialVersionUID = 1L;

    public ItemKey {
        requireNonNull(pk, "pk");
        requireNonNull(sk, "sk");
    }

    /** {@code pk / sk}, in which whatever could break a line of a log is a {@code ?}. */
    @Override
    public String toString() {
        return (pk + " / " + sk).replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]", "?");
    }
}
