/** The parts that the commands share: options that name a store, output and questions, and one line for each failure. */
@NullMarked
package com.cruddur.messaging.app.terminal;

import org.jspecify.annotations.NullMarked;
