package com.cruddur.messaging.dynamodb.simulation;

import java.util.function.Function;

/** How code reaches the table, one call at a time. */
interface Calls {
    /**
     * @param name what the call does
     * @param argument to what, for the printed schedule
     * @return plain values, which stay what they are
     */
    <T> T call(String name, Object argument, Function<Table, T> call);
}
