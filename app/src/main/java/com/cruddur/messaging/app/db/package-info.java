/** {@code messaging db}: commands on the user directory in PostgreSQL. */
@NullMarked
package com.cruddur.messaging.app.db;

import org.jspecify.annotations.NullMarked;
