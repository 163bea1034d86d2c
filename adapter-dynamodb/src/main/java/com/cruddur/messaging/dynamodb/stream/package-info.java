/** Reads the stream of the table, which tells the groups whose inbox rows are to be moved. */
@NullMarked
package com.cruddur.messaging.dynamodb.stream;

import org.jspecify.annotations.NullMarked;
