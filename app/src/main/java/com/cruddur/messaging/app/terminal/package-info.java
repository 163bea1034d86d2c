/** What commands share: where the stores are, what they print and ask, and what a failure says. */
@NullMarked
package com.cruddur.messaging.app.terminal;

import org.jspecify.annotations.NullMarked;
