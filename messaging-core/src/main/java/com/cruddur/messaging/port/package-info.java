/**
 * The use cases' view of the outside world. The Javadoc of a port is its contract, and the contract tests hold every adapter to it.
 * Every implementation of a port is thread-safe, and reports a failure of what is behind it as a {@link
 * com.cruddur.messaging.port.StorageException}.
 */
@NullMarked
package com.cruddur.messaging.port;

import org.jspecify.annotations.NullMarked;
