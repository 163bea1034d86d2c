/** {@code messaging ddb}: what an operator does to the table of messages and groups. */
@NullMarked
package com.cruddur.messaging.app.ddb;

import org.jspecify.annotations.NullMarked;
