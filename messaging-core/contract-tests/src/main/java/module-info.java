/** The contract of each port of messaging, as tests to implement. */
module com.cruddur.messaging.contract {
    requires static transitive org.jspecify;
    requires transitive com.cruddur.messaging;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports com.cruddur.messaging.contract;
}
