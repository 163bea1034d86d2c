/** Finds and mends contradictions in a table, and adopts the groups that the reference system wrote. For operators. */
@NullMarked
package com.cruddur.messaging.dynamodb.repair;

import org.jspecify.annotations.NullMarked;
