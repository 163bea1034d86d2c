/** The use cases. {@link com.cruddur.messaging.application.Messaging} is the way in. */
@NullMarked
package com.cruddur.messaging.application;

import org.jspecify.annotations.NullMarked;
