/** The AWS Lambda function behind the table's stream. */
@NullMarked
package com.cruddur.messaging.dynamodb.lambda;

import org.jspecify.annotations.NullMarked;
