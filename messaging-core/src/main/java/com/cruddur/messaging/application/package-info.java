/** The use cases. Everything that a caller may do goes through {@link com.cruddur.messaging.application.Messaging}. */
package com.cruddur.messaging.application;
