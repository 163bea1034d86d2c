/** What people say to each other, as immutable values that validate themselves. */
package com.cruddur.messaging.domain;
