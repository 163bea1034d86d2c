/** Messages and message groups in one Amazon DynamoDB table. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // The AWS SDK has no module descriptors.
module com.cruddur.messaging.dynamodb {
    requires transitive com.cruddur.messaging;
    // Tools read its annotations; nothing does at run time.
    requires static org.jspecify;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.retries.api;
    requires transitive software.amazon.awssdk.services.dynamodb;

    exports com.cruddur.messaging.dynamodb;
    exports com.cruddur.messaging.dynamodb.admin;
    exports com.cruddur.messaging.dynamodb.copy;
    exports com.cruddur.messaging.dynamodb.item;
    exports com.cruddur.messaging.dynamodb.repair;
    exports com.cruddur.messaging.dynamodb.stream;
}
