/**
 * The service: its command line, its configuration, and the one place that chooses adapters and wires them. Only here is the
 * system's clock read.
 */
package com.cruddur.messaging.app;
