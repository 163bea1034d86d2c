package com.cruddur.messaging.app.serve;

/** The reader of the table's stream. It moves inboxes to the newest messages, also after a crash of the instance that posted. */
enum StreamSource {
    /** This instance, and every other one that is told so: each reads all of it. */
    READER,
    /** Something else, such as the AWS Lambda function. */
    NONE
}
