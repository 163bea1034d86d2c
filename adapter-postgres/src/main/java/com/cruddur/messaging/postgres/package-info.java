/** The user directory in PostgreSQL: who a subject and a handle belong to, and the schema that keeps both unique. */
package com.cruddur.messaging.postgres;
