package com.cruddur.messaging.dynamodb.simulation;

import java.util.function.Function;

/** How code reaches the table, one call at a time. */
interface Calls {
    /**
     * @param name the action of the call
     * @param argument the object of the action, for the printed schedule
     * @return plain values, which never change
     */
    <T> T call(String name, Object argument, Function<Table, T> call);
}
