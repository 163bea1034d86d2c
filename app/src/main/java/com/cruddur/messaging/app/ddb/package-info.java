/** {@code messaging ddb}: commands on the table of messages and groups. */
@NullMarked
package com.cruddur.messaging.app.ddb;

import org.jspecify.annotations.NullMarked;
