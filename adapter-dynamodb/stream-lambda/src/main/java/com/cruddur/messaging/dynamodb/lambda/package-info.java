/** The AWS Lambda function behind the table's stream. */
package com.cruddur.messaging.dynamodb.lambda;
