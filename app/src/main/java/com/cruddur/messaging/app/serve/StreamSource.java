package com.cruddur.messaging.app.serve;

/** Who follows the table's stream, so that inboxes stand at the newest messages whatever happens to the instance that posted. */
enum StreamSource {
    /** This instance, and every other one that is told so: each reads all of it. */
    READER,
    /** Something else, such as the AWS Lambda function. */
    NONE
}
