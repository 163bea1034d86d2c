package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.cognito.CognitoUser;
import com.cruddur.messaging.cognito.CognitoUserPool;
import com.cruddur.messaging.port.StorageException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a Cognito user pool. */
public final class PoolOptions {
    @Option(
            names = "--cognito-user-pool-id",
            paramLabel = "ID",
            defaultValue = "${env:AWS_COGNITO_USER_POOL_ID}",
            description = "The Cognito user pool whose users sign in here [AWS_COGNITO_USER_POOL_ID].")
    private @Nullable String poolId;

    @Option(
            names = "--cognito-endpoint-url",
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER}",
            description = "Endpoint of the user pool, if not on AWS [AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER].")
    private @Nullable URI endpoint;

    public Optional<String> poolId() {
        return Optional.ofNullable(poolId).filter(it -> !it.isBlank());
    }

    public Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint).filter(it -> !it.toString().isBlank());
    }

    /**
     * All users of the pool, and a warning when some of them have no handle.
     *
     * @throws CommandException when no pool is named, or not all of them could be listed
     */
    public List<CognitoUser> users(Terminal terminal) {
        List<CognitoUser> users = new ArrayList<>();
        try (CognitoUserPool pool = pool();
                Progress progress = terminal.progress("Listing the pool's users");
                Stream<CognitoUser> all = pool.users()) {
            all.forEach(it -> {
                users.add(it);
                progress.at(users.size(), 0);
            });
        } catch (StorageException e) {
            throw new CommandException(where() + " cannot be used: " + StoreErrors.ofDynamoDb(e), e);
        }
        long nameless = users.stream().filter(it -> it.handle().isEmpty()).count();
        if (nameless > 0) {
            terminal.say("Warning: users of the pool without a preferred_username, and so without a handle here: "
                    + nameless);
        }
        return users;
    }

    private CognitoUserPool pool() {
        String id = poolId().orElseThrow(
                        () -> new CommandException("AWS_COGNITO_USER_POOL_ID is not set: it names the user pool"));
        try {
            return new CognitoUserPool(id, endpoint().orElse(null));
        } catch (IllegalArgumentException e) {
            throw new CommandException(where() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String where() {
        String pool = "the user pool " + poolId().orElse("");
        return pool + endpoint().map(it -> " at " + it).orElse("");
    }
}
