package com.cruddur.messaging.app;

import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says in one line why a store cannot be used, and what to do. */
final class Causes {
    private Causes() {}

    static String ofDynamoDb(Throwable failure) {
        Optional<AwsServiceException> refused = last(failure, AwsServiceException.class);
        return refused.map(it -> "it answers " + it.statusCode() + " "
                        + it.awsErrorDetails().errorCode())
                .orElse("it does not answer, or there are no credentials for it");
    }

    static String ofPostgres(Throwable failure) {
        String state =
                last(failure, SQLException.class).map(SQLException::getSQLState).orElse("");
        return switch (state) {
            case "28P01", "28000" -> "it refuses this user or password";
            case "3D000" -> "there is no database of this name";
            case "42P01" -> "it has no table public.users: load its schema first";
            case "42501" -> "this user may not read the table public.users";
            default ->
                state.isEmpty() || state.startsWith("08") || state.startsWith("57")
                        ? "it does not answer"
                        : "it answers with SQL state " + state;
        };
    }

    private static <T> Optional<T> last(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((earlier, later) -> later);
    }
}
