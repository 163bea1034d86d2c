/** The message store in PostgreSQL: messages, groups, inboxes and used keys in a schema of their own. */
@NullMarked
package com.cruddur.messaging.postgres.store;

import org.jspecify.annotations.NullMarked;
