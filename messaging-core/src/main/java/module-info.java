/** Direct messages between two people: the domain, its ports and its use cases. */
module com.cruddur.messaging {
    // Tools read its annotations; nothing does at run time.
    requires static transitive org.jspecify;

    exports com.cruddur.messaging.application;
    exports com.cruddur.messaging.domain;
    exports com.cruddur.messaging.port;
}
