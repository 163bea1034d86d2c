package com.cruddur.messaging.dynamodb;

import java.time.Instant;
import java.util.UUID;

/** A mark of a schedule: a user has read the messages of a group up to a time. */
record MarkOfReading(UUID group, UUID reader, Instant upTo) {}
