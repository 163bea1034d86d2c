package com.cruddur.messaging.cognito;

import static java.util.Spliterator.NONNULL;
import static java.util.stream.Collectors.toMap;

import com.cruddur.messaging.domain.Text;
import com.cruddur.messaging.port.StorageException;
import com.cruddur.messaging.port.UserPool;
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
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/**
 * The users of an Amazon Cognito user pool, whether they are enabled and confirmed or not. It takes the permission {@code
 * cognito-idp:ListUsers}. Thread-safe.
 *
 * <p>The pages are fetched as the stream is consumed, sixty users each. Cognito does not freeze the pool meanwhile: who comes or
 * goes during a listing may be in it or not, and who is in two of its pages is listed once. A call that fails in passing, or is
 * throttled, is sent three times at most within 15 s; then the stream ends with a {@link StorageException}, also in its middle.
 */
public final class CognitoUserPool implements UserPool, AutoCloseable {
    /** The most that Cognito lists at a time. */
    private static final int PAGE = 60;

    private final CognitoIdentityProviderClient client;
    private final String poolId;

    /**
     * Opens no connection yet. Credentials are those that the AWS SDK finds; an endpoint on the loopback needs none.
     *
     * @param poolId such as {@code ca-central-1_AbCdEf123}: it begins with the pool's region
     * @param endpoint empty for AWS itself, whatever {@code AWS_ENDPOINT_URL} says, which is DynamoDB's here
     * @throws IllegalArgumentException when the id or the endpoint is malformed
     */
    public CognitoUserPool(String poolId, Optional<URI> endpoint) {
        this.client = Cognito.client(poolId, endpoint);
        this.poolId = poolId;
    }

    @Override
    public Stream<Member> members() {
        Iterator<UserType> users = asking(
                () -> client.listUsersPaginator(it -> it.userPoolId(poolId).limit(PAGE))
                        .users()
                        .iterator());
        Set<String> listed = new HashSet<>();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new Members(users), NONNULL), false)
                .filter(it -> listed.add(it.subject()));
    }

    @Override
    public void close() {
        client.close();
    }

    /** The SDK fetches a page when its first user is asked for. */
    private record Members(Iterator<UserType> users) implements Iterator<Member> {
        @Override
        public boolean hasNext() {
            return asking(users::hasNext);
        }

        @Override
        public Member next() {
            return member(asking(users::next));
        }
    }

    private static <T> T asking(Supplier<T> question) {
        try {
            return question.get();
        } catch (SdkException | CancellationException e) {
            throw new StorageException("the users of the pool could not be listed", e);
        }
    }

    private static Member member(UserType user) {
        Map<String, String> attributes = user.attributes().stream()
                .filter(it -> it.value() != null && !Text.isBlank(it.value()))
                .collect(toMap(AttributeType::name, AttributeType::value, (first, second) -> first));
        String subject = Optional.ofNullable(attributes.get("sub"))
                .orElseThrow(() -> new StorageException("the pool lists a user without a subject", null));
        return new Member(
                subject,
                Optional.ofNullable(attributes.get("preferred_username")),
                Optional.ofNullable(attributes.get("name")),
                Optional.ofNullable(attributes.get("email")));
    }
}
