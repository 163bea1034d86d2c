/** The transactions: posts, first contacts, and the inbox rows that follow. Internal. */
@NullMarked
package com.cruddur.messaging.dynamodb.write;

import org.jspecify.annotations.NullMarked;
