/**
 * Access tokens and users of an Amazon Cognito user pool. Tokens are verified with the keys that the issuer publishes, without a call to
 * it for each token. Another issuer of tokens in the same form works too.
 */
@NullMarked
package com.cruddur.messaging.cognito;

import org.jspecify.annotations.NullMarked;
