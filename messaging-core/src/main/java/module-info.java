/** Direct messages between two people: the domain, its ports and its use cases. */
module com.cruddur.messaging {
    exports com.cruddur.messaging.application;
    exports com.cruddur.messaging.domain;
    exports com.cruddur.messaging.port;
}
