package com.cruddur.messaging.cognito;

import static java.util.Spliterator.NONNULL;
import static java.util.stream.Collectors.toMap;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.port.StorageException;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * The users of an Amazon Cognito user pool, enabled or disabled, confirmed or not. It needs the permission {@code
 * cognito-idp:ListUsers}. Thread-safe.
 *
 * <p>A call that is throttled, or fails for a reason that may pass, is sent at most three times within 15 s.
 */
public final class CognitoUserPool implements AutoCloseable {
    /** The maximum that Cognito lists at a time. */
    private static final int PAGE = 60;

    private final CognitoIdentityProviderClient client;
    private final String poolId;

    /**
     * A pool on AWS, also where {@code AWS_ENDPOINT_URL} is set: in this project that is DynamoDB's. Opens no connection yet.
     * Credentials are those that the AWS SDK finds.
     *
     * @param poolId such as {@code ca-central-1_AbCdEf123}: it begins with the pool's region
     * @throws IllegalArgumentException when the id is malformed
     */
    public CognitoUserPool(String poolId) {
        this(poolId, null);
    }

    /**
     * A pool at an endpoint, such as an emulator's. An endpoint on the loopback needs no credentials.
     *
     * @param endpoint null for AWS itself
     * @throws IllegalArgumentException when the id or the endpoint is malformed
     */
    public CognitoUserPool(String poolId, @Nullable URI endpoint) {
        this.client = Cognito.client(poolId, endpoint);
        this.poolId = poolId;
    }

    /**
     * Lists every user of the pool once, in no particular order. Pages of sixty users are fetched while the stream is consumed.
     * Cognito does not freeze the pool meanwhile: a user that is added or removed during a listing may be in it or not. The
     * subjects that were listed are kept in memory until the stream is done.
     *
     * @return a stream that throws {@link StorageException}, also in its middle, when Cognito cannot be reached or refuses
     */
    public Stream<CognitoUser> users() {
        Iterator<UserType> listing = asking(
                () -> client.listUsersPaginator(it -> it.userPoolId(poolId).limit(PAGE))
                        .users()
                        .iterator());
        Set<String> listed = new HashSet<>();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Users(listing), NONNULL), false)
                .filter(it -> listed.add(it.subject()));
    }

    @Override
    public void close() {
        client.close();
    }

    /** The SDK fetches a page when its first user is asked for. */
    private record Users(Iterator<UserType> listing) implements Iterator<CognitoUser> {
        @Override
        public boolean hasNext() {
            return asking(listing::hasNext);
        }

        @Override
        public CognitoUser next() {
            return user(asking(listing::next));
        }
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException | CancellationException e) {
            throw new StorageException("the users of the pool could not be listed", e);
        }
    }

    private static CognitoUser user(UserType user) {
        Map<String, String> attributes = user.attributes().stream()
                .filter(it -> it.value() != null && !Text.isBlank(it.value()))
                .collect(toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
        String subject = Optional.ofNullable(attributes.get("sub"))
                .orElseThrow(() -> new StorageException("the pool lists a user without a subject", null));
        return new CognitoUser(
                subject,
                Optional.ofNullable(attributes.get("preferred_username")),
                Optional.ofNullable(attributes.get("name")),
                Optional.ofNullable(attributes.get("email")));
    }
}
