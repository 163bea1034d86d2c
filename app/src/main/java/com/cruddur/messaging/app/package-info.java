/** The command line {@code messaging}: the commands, and the answers to a command line that is wrong. */
package com.cruddur.messaging.app;
