/** {@code messaging cognito}: what an operator sees of the user pool. */
@NullMarked
package com.cruddur.messaging.app.cognito;

import org.jspecify.annotations.NullMarked;
