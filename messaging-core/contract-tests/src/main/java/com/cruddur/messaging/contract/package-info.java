/**
 * What every adapter must keep to, as JUnit tests: an interface per port. A test class of the adapter implements the interface,
 * says how to get at the adapter, and inherits the tests.
 *
 * <p>Every test uses users, groups and keys of its own, with random uuids, so one store may serve all of them without a reset.
 */
package com.cruddur.messaging.contract;
