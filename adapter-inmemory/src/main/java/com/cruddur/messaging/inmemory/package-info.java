/** Every port in memory, for tests and for a service that keeps nothing. */
@NullMarked
package com.cruddur.messaging.inmemory;

import org.jspecify.annotations.NullMarked;
