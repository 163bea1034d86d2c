/** The command line {@code messaging}: the commands, and the answers to a command line that is wrong. */
@NullMarked
package com.cruddur.messaging.app;

import org.jspecify.annotations.NullMarked;
