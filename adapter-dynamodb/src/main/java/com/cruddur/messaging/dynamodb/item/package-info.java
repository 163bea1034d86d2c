/** The key of an item, and the exception for an item that cannot be read. */
@NullMarked
package com.cruddur.messaging.dynamodb.item;

import org.jspecify.annotations.NullMarked;
