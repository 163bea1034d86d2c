package com.cruddur.messaging.app.serve;

/** The kind of store that the service uses. */
enum StoreKind {
    /** DynamoDB Local and PostgreSQL, run by the service itself. */
    EMBEDDED,
    /** Nowhere: it is gone with the process. */
    MEMORY,
    /** A DynamoDB table and a PostgreSQL database that are there. */
    DYNAMODB,
    /** A PostgreSQL database that is there, or, in the run command, one that the service itself runs. */
    POSTGRES
}
