package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.postgres.DuplicatesException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Explains in one line why a store cannot be used, and how to correct it. */
public final class StoreErrors {
    private StoreErrors() {}

    /** For DynamoDB and other services of AWS. */
    public static String ofDynamoDb(Throwable failure) {
        Optional<AwsServiceException> refused = last(failure, AwsServiceException.class);
        if (refused.isPresent()) {
            AwsErrorDetails details = refused.get().awsErrorDetails();
            return "ResourceNotFoundException".equals(details.errorCode())
                    ? "there is no such table or pool; is it the right region?"
                    : "it answers " + refused.get().statusCode() + " " + details.errorCode();
        }
        if (last(failure, UnknownHostException.class).isPresent()) {
            return "there is no such host; is it the right region?";
        }
        return last(failure, SdkClientException.class)
                .filter(it -> String.valueOf(it.getMessage()).startsWith("Unable to load credentials"))
                .map(
                        it ->
                                "there are no credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE to a profile that has some")
                .orElse("it does not answer; is it running there?");
    }

    public static String ofPostgres(Throwable failure) {
        if (failure instanceof DuplicatesException refused) {
            return "several users of its table public.users share a handle or a cognito_user_id, such as "
                    + Printable.of(refused.duplicates().get(0).value());
        }
        String state = sqlState(failure);
        if (last(failure, UnknownHostException.class).isPresent()) {
            return "there is no such host";
        }
        return switch (state) {
            case "08004" -> "it refuses the connection; does the URL need a password, or another sslmode?";
            case "28P01", "28000" -> "it refuses this user or password";
            case "3D000" -> "there is no database of this name";
            case "42P01" -> "it has no table public.users: load its schema first with messaging db schema-load";
            case "42703" -> "its table public.users lacks columns that it should have";
            case "2BP01" -> "another object in it depends on the table public.users; drop that object first";
            case "42501" -> "this user lacks the permission: another role owns the table public.users or its schema";
            default -> isOutage(failure) ? "it does not answer" : "it answers with SQL state " + state;
        };
    }

    /** For the schema of the messages, as {@link com.cruddur.messaging.postgres.store.MessagesSchema} reports it. */
    public static String ofMessagesSchema(StorageException failure, String schema) {
        if (failure.getCause() == null) {
            return String.valueOf(failure.getMessage());
        }
        return switch (sqlState(failure)) {
            case "42501" -> "this user lacks the permission for the schema " + schema + " or its tables";
            case "42P01", "42703" -> "the schema " + schema + " lacks tables or columns that it should have";
            default -> ofPostgres(failure);
        };
    }

    /** Whether PostgreSQL could not be reached, or broke off. */
    public static boolean isOutage(Throwable failure) {
        String state = sqlState(failure);
        return !(failure instanceof DuplicatesException)
                && (state.isEmpty() || state.startsWith("08") || state.startsWith("57"));
    }

    private static String sqlState(Throwable failure) {
        return last(failure, SQLException.class).map(SQLException::getSQLState).orElse("");
    }

    private static <T> Optional<T> last(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, it -> it != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .reduce((earlier, later) -> later);
    }
}
