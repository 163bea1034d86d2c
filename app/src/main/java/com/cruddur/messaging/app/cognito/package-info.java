/** {@code messaging cognito}: commands on the user pool. */
@NullMarked
package com.cruddur.messaging.app.cognito;

import org.jspecify.annotations.NullMarked;
