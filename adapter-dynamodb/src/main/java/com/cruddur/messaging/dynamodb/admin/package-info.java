/** Creates, completes, deletes and looks into the table. For operators. */
@NullMarked
package com.cruddur.messaging.dynamodb.admin;

import org.jspecify.annotations.NullMarked;
