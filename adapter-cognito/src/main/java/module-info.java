/** Access tokens and users of an Amazon Cognito user pool. */
@SuppressWarnings("requires-automatic") // The AWS SDK has no module descriptors, but names that do not change.
module com.cruddur.messaging.cognito {
    requires static transitive org.jspecify;
    requires transitive com.cruddur.messaging;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires java.net.http;
    requires org.slf4j;
    requires software.amazon.awssdk.auth;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.apache5;
    requires software.amazon.awssdk.regions;
    requires software.amazon.awssdk.services.cognitoidentityprovider;
    requires software.amazon.awssdk.utils;

    exports com.cruddur.messaging.cognito;
}
