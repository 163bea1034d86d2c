/** The seeded conversation: the transcript, and the loader that puts it into a store. */
@NullMarked
package com.cruddur.messaging.app.seed;

import org.jspecify.annotations.NullMarked;
