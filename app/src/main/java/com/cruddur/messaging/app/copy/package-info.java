/** The command that copies all messages from one database to another. */
@NullMarked
package com.cruddur.messaging.app.copy;

import org.jspecify.annotations.NullMarked;
