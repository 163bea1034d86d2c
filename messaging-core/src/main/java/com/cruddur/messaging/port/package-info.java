/**
 * The ports: the interfaces through which the use cases reach a database, the directory of users and the issuer of tokens. The Javadoc
 * of a port is its contract, and the contract tests check every adapter against it. Every implementation is thread-safe, and reports a
 * failure of the system behind it as a {@link com.cruddur.messaging.port.StorageException}.
 */
@NullMarked
package com.cruddur.messaging.port;

import org.jspecify.annotations.NullMarked;
