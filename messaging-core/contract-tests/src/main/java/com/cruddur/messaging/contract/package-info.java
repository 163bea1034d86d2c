/**
 * The contract of every port as JUnit tests, an interface for each. A test class of an adapter implements the interface, returns
 * the adapter, and inherits the tests.
 *
 * <p>Every test uses users, groups and keys of its own, with random uuids, so one store may serve all of them without a reset.
 */
@NullMarked
package com.cruddur.messaging.contract;

import org.jspecify.annotations.NullMarked;
