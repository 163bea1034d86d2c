/** The seeded conversation: the transcript, and the loader that puts it into a store. */
package com.cruddur.messaging.app.seed;
