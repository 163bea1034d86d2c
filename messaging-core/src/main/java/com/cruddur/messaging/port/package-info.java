/**
 * What the use cases need of the outside world. The Javadoc of a port is its contract, and the contract tests hold
 * every adapter to it. Whoever implements a port implements it thread-safely, and reports a store that fails by {@link
 * com.cruddur.messaging.port.StorageException}.
 */
package com.cruddur.messaging.port;
