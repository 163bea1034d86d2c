/** The user directory in PostgreSQL: which user has a subject or a handle, and the schema that keeps both unique. */
@NullMarked
package com.cruddur.messaging.postgres;

import org.jspecify.annotations.NullMarked;
