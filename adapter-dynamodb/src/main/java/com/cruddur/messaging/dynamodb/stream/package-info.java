/** The table's stream: what its records mean for the inboxes, and a reader for where there is no AWS Lambda. */
package com.cruddur.messaging.dynamodb.stream;
