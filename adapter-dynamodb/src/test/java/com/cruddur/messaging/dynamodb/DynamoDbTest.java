package com.cruddur.messaging.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbTest {
    private static final URI LOOPBACK = URI.create("http://localhost:8000");

    @Test
    void anEndpointOnTheLoopbackNeedsNoAwsSetUp() {
        try (DynamoDbClient client = DynamoDb.client(LOOPBACK, null).build()) {
            assertThat(client.serviceClientConfiguration().region()).isNotNull();
            assertThat(client.serviceClientConfiguration()
                            .credentialsProvider()
                            .resolveIdentity()
                            .join()
                            .accessKeyId())
                    .isNotBlank();
        }
    }

    @Test
    void theRegionIsTheOneThatWasAskedFor() {
        try (DynamoDbClient local = DynamoDb.client(LOOPBACK, "ca-central-1").build();
                DynamoDbClient remote = DynamoDb.client(null, "ca-central-1").build()) {
            assertThat(local.serviceClientConfiguration().region()).isEqualTo(Region.CA_CENTRAL_1);
            assertThat(remote.serviceClientConfiguration().region()).isEqualTo(Region.CA_CENTRAL_1);
        }
    }

    @Test
    void everyCallIsBounded() {
        ClientOverrideConfiguration settings = DynamoDb.client(LOOPBACK, null).overrideConfiguration();
        assertThat(settings.apiCallAttemptTimeout()).isPresent();
        assertThat(settings.apiCallTimeout()).isPresent();
    }
}
