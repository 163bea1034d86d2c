/** Signing in for local work: an issuer of tokens within the service, the seed users that it knows, {@code messaging token}. */
@NullMarked
package com.cruddur.messaging.app.dev;

import org.jspecify.annotations.NullMarked;
