/**
 * Access tokens of an Amazon Cognito user pool, or of an issuer that writes them alike: verified with the keys that the issuer publishes,
 * without a call to it for each.
 */
@NullMarked
package com.cruddur.messaging.cognito;

import org.jspecify.annotations.NullMarked;
