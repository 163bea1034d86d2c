/**
 * {@code messaging serve}: reads the configuration, chooses the adapters, wires them and runs the service. Only here and in the other
 * commands is the system's clock read.
 */
@NullMarked
package com.cruddur.messaging.app.serve;

import org.jspecify.annotations.NullMarked;
