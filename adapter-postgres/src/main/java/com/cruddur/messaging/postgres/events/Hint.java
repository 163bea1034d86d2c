package com.cruddur.messaging.postgres.events;

import com.cruddur.messaging.domain.Event;
import java.util.List;
import java.util.UUID;

/**
 * One event for some users.
 *
 * @param number counts the hints of its instance, from 1
 */
record Hint(long number, List<UUID> users, Event event) {}
