/** Events between instances, over PostgreSQL's LISTEN and NOTIFY. */
@NullMarked
package com.cruddur.messaging.postgres.events;

import org.jspecify.annotations.NullMarked;
