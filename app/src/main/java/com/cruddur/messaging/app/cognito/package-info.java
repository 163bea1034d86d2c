/** {@code messaging cognito}: what an operator sees of the user pool. */
package com.cruddur.messaging.app.cognito;
