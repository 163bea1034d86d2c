package com.cruddur.messaging.cognito;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;

/** Makes clients of Cognito. Every wait has a limit, and a call is sent at most three times. */
final class Cognito {
    private static final Pattern POOL_ID = Pattern.compile("([a-z]{2,}[a-z0-9-]*)_[A-Za-z0-9]+");
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    private Cognito() {}

    static CognitoIdentityProviderClient client(String poolId, @Nullable URI endpoint) {
        Region region = region(poolId);
        URI url = endpoint != null
                ? endpoint
                : URI.create("https://"
                        + CognitoIdentityProviderClient.serviceMetadata().endpointFor(region));
        if (url.getScheme() == null || url.getHost() == null) {
            throw new IllegalArgumentException("an endpoint must be an address such as http://localhost:9229");
        }
        CognitoIdentityProviderClientBuilder builder = CognitoIdentityProviderClient.builder()
                .endpointOverride(url)
                .region(region)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .retryStrategy(RetryMode.STANDARD)
                        .build());
        if (isLoopback(url)) {
            // An emulator accepts any credentials, and real ones must not be sent there.
            builder.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
        }
        return builder.build();
    }

    /** @throws IllegalArgumentException when the id is malformed */
    static Region region(String poolId) {
        Matcher id = POOL_ID.matcher(poolId);
        if (!id.matches()) {
            throw new IllegalArgumentException("the id of a user pool must have a form such as ca-central-1_AbCdEf123");
        }
        return Region.of(id.group(1));
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
