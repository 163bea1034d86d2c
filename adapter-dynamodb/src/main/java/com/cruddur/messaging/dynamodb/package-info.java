/** Messages and message groups in one Amazon DynamoDB table. {@code Keys} documents every item of it. */
package com.cruddur.messaging.dynamodb;
