package com.cruddur.messaging.dynamodb;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClientBuilder;

/** How to talk to DynamoDB: every wait is bounded, and a call that failed in passing is sent three times at most. */
public final class DynamoDb {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final Duration PATIENT_ATTEMPT = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 256;

    private DynamoDb() {}

    /**
     * A client that is ready to be built.
     *
     * <p>With an endpoint on the loopback, where no credentials and no region are set in the environment, in system properties
     * or in a profile, it has placeholder ones: DynamoDB Local takes any.
     *
     * @param endpoint null for the region's own
     * @param region null for the one that the SDK finds
     */
    public static DynamoDbClientBuilder client(@Nullable URI endpoint, @Nullable String region) {
        return configure(DynamoDbClient.builder(), endpoint, region, ATTEMPT);
    }

    /**
     * As {@link #client}, for an operator's work, that nobody waits for behind a screen: an answer may take ten times as long. DynamoDB
     * Local needs seconds for a page of a large table.
     */
    public static DynamoDbClientBuilder patientClient(@Nullable URI endpoint, @Nullable String region) {
        return configure(DynamoDbClient.builder(), endpoint, region, PATIENT_ATTEMPT);
    }

    /** A client of the tables' streams, as {@link #client} is one of the tables. */
    public static DynamoDbStreamsClientBuilder streams(@Nullable URI endpoint, @Nullable String region) {
        return configure(DynamoDbStreamsClient.builder(), endpoint, region, ATTEMPT);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configure(
            B builder, @Nullable URI endpoint, @Nullable String region, Duration attempt) {
        builder.httpClientBuilder(Apache5HttpClient.builder()
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(attempt)
                .socketTimeout(attempt)
                .maxConnections(CONNECTIONS));
        builder.overrideConfiguration(ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(attempt.multipliedBy(5).dividedBy(2))
                .retryStrategy(RetryMode.STANDARD)
                .build());
        if (region != null) {
            builder.region(Region.of(region));
        }
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
            if (isLoopback(endpoint)) {
                builder.credentialsProvider(anyCredentials());
                builder.region(region == null ? anyRegion() : Region.of(region));
            }
        }
        return builder;
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return endpoint.getHost() != null
                    && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static AwsCredentialsProvider anyCredentials() {
        return AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(),
                SystemPropertyCredentialsProvider.create(),
                ProfileCredentialsProvider.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static Region anyRegion() {
        try {
            return new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException notSet) {
            return Region.US_EAST_1;
        }
    }
}
