/**
 * The parts that the run command has in one process: DynamoDB Local, PostgreSQL and the service. For development and tests; never
 * distributed, because DynamoDB Local's licence forbids it.
 */
@NullMarked
package com.cruddur.messaging.embedded;

import org.jspecify.annotations.NullMarked;
