package com.cruddur.messaging.postgres.store;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** The meaning of a failed statement for the transaction that it was part of. */
enum Failure {
    /** Nothing was stored, and the same may succeed at once: a deadlock or a serialisation failure. */
    RETRY,
    /** Nothing was stored. */
    REFUSED,
    /** The transaction may have been committed, or may still be. */
    UNKNOWN,
    /** An earlier attempt to store this message has succeeded. */
    STORED_BEFORE;

    private static final Set<String> RETRIED = Set.of("40001", "40P01");
    private static final String UNIQUE_VIOLATION = "23505";

    /** The server ends the session; whether it had committed before cannot be told. */
    private static final String SESSION_ENDED = "57P";

    static Failure of(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        ServerErrorMessage answer = failure instanceof PSQLException server ? server.getServerErrorMessage() : null;
        if (answer == null || state.startsWith(SESSION_ENDED)) {
            return UNKNOWN;
        }
        if (RETRIED.contains(state)) {
            return RETRY;
        }
        return state.equals(UNIQUE_VIOLATION) && isOfMessage(answer.getConstraint()) ? STORED_BEFORE : REFUSED;
    }

    /** A partition of the messages has an index of its own name. */
    private static boolean isOfMessage(@Nullable String constraint) {
        return constraint != null && constraint.matches("messages(_\\d+)?_once");
    }
}
