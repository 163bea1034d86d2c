/** Users, groups and messages, as immutable values that validate themselves. */
@NullMarked
package com.cruddur.messaging.domain;

import org.jspecify.annotations.NullMarked;
