/** {@code messaging db}: what an operator does to the user directory in PostgreSQL. */
package com.cruddur.messaging.app.db;
