/** The contents of the table, for moving them to another database and from one. */
@NullMarked
package com.cruddur.messaging.dynamodb.copy;

import org.jspecify.annotations.NullMarked;
