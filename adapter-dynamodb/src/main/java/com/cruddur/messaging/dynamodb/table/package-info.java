/** The items of the table: their keys, attributes and times, and how they are read. Internal. */
@NullMarked
package com.cruddur.messaging.dynamodb.table;

import org.jspecify.annotations.NullMarked;
