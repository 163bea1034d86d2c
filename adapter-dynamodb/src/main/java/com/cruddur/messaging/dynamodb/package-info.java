/**
 * The message store in one Amazon DynamoDB table, for a service that embeds it. {@code table.Keys} documents every item of the
 * table. This package, repair, admin and stream do not use one another; below them
 * are write, table and item, each of which uses only those after it.
 */
@NullMarked
package com.cruddur.messaging.dynamodb;

import org.jspecify.annotations.NullMarked;
