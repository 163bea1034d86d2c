package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.dynamodb.DynamoDb;
import com.cruddur.messaging.dynamodb.admin.TableAdmin;
import com.cruddur.messaging.port.StorageException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The options that choose a DynamoDB: the local one, or that on AWS with {@code --prod}. */
public final class DynamoDbOptions {
    private static final String ENDPOINT = "--endpoint-url";
    private static final URI LOCAL = URI.create("http://localhost:8000");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = ENDPOINT,
            paramLabel = "URL",
            defaultValue = "${env:AWS_ENDPOINT_URL:-http://localhost:8000}",
            description = "Endpoint of the local DynamoDB [AWS_ENDPOINT_URL; http://localhost:8000].")
    private URI endpoint;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            defaultValue = "${env:AWS_REGION:-${env:AWS_DEFAULT_REGION:-}}",
            description = "Region of DynamoDB [AWS_REGION, AWS_DEFAULT_REGION].")
    private @Nullable String region;

    @Option(names = "--prod", description = "Use DynamoDB on AWS instead of a local one.")
    private boolean prod;

    public boolean prod() {
        return prod;
    }

    /** For people: which DynamoDB this is. */
    public String where() {
        return prod ? "DynamoDB on AWS in " + awsRegion() : "DynamoDB at " + local();
    }

    /**
     * Does something with DynamoDB.
     *
     * @throws CommandException when it cannot be used
     */
    public <T> T with(Function<DynamoDbClient, T> work) {
        try (DynamoDbClient client = client()) {
            return work.apply(client);
        } catch (StorageException | SdkException | CancellationException e) {
            throw new CommandException(where() + " cannot be used: " + StoreErrors.ofDynamoDb(e), e);
        }
    }

    /** @throws CommandException when there is no table of that name */
    public void require(DynamoDbClient client, String table, String otherwise) {
        if (!new TableAdmin(client, table).exists()) {
            throw new CommandException(where() + " has no table " + Printable.of(table) + ": " + otherwise
                    + ", or is it another region or endpoint?");
        }
    }

    private DynamoDbClient client() {
        if (prod && command.commandLine().getParseResult().hasMatchedOption(ENDPOINT)) {
            throw new ParameterException(command.commandLine(), "--prod is AWS, which has no " + ENDPOINT);
        }
        givenRegion().ifPresent(DynamoDbOptions::requireWellFormed);
        // The SDK would take AWS_ENDPOINT_URL, which is the local one.
        URI used = prod ? DynamoDbClient.serviceMetadata().endpointFor(awsRegion()) : local();
        try {
            return DynamoDb.patientClient(withScheme(used), givenRegion().orElse(null))
                    .build();
        } catch (SdkException e) {
            throw noRegion(e);
        }
    }

    /** An empty variable of the environment says nothing. */
    private URI local() {
        return endpoint.toString().isBlank() ? LOCAL : endpoint;
    }

    private static void requireWellFormed(String region) {
        if (!region.matches("[a-z0-9-]+")) {
            throw new CommandException(
                    "the region must be one such as us-east-1: set AWS_REGION, or name one with --region");
        }
    }

    private static CommandException noRegion(SdkException e) {
        return new CommandException("there is no region: set AWS_REGION, or name one with --region", e);
    }

    private static URI withScheme(URI uri) {
        return uri.getScheme() == null ? URI.create("https://" + uri) : uri;
    }

    private Optional<String> givenRegion() {
        return Optional.ofNullable(region).filter(it -> !it.isBlank());
    }

    private Region awsRegion() {
        try {
            return givenRegion()
                    .map(Region::of)
                    .orElseGet(() ->
                            DefaultAwsRegionProviderChain.builder().build().getRegion());
        } catch (SdkException e) {
            throw noRegion(e);
        }
    }
}
