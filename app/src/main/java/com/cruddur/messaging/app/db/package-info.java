/** {@code messaging db}: what an operator does to the user directory in PostgreSQL. */
@NullMarked
package com.cruddur.messaging.app.db;

import org.jspecify.annotations.NullMarked;
