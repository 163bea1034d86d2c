/** Every port of messaging in memory. */
module com.cruddur.messaging.inmemory {
    requires static transitive org.jspecify;
    requires transitive com.cruddur.messaging;

    exports com.cruddur.messaging.inmemory;
}
