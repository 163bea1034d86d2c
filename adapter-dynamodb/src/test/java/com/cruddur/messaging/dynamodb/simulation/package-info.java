/**
 * Deterministic simulation of the inboxes that follow the messages: the handler's real code ({@link
 * com.cruddur.messaging.dynamodb.write.Inboxes}) behind a stream, over a store that implements {@link
 * com.cruddur.messaging.dynamodb.write.GroupRows} on the items and transactions of the table. A seed decides at every call on
 * the next event, and the whole table is looked at after every step.
 *
 * <p>Simulated: two to four groups that share users, opened and posted to by clocks that step back, often several
 * in one instant; records that are delayed, reordered, duplicated, and batched anew at each delivery; calls that
 * fail before they are done, or after; handlers that crash or stand still between any two calls, one or two at once, and zombies,
 * which go on long after their records were given to others (the follow-up of the instance that posted is the same as these);
 * readers that page through an inbox meanwhile; for the mutants, an index that lags.
 *
 * <p>Not simulated: an adapter's own retries and its request format (its tests on DynamoDB Local are for that); two first
 * contacts of one pair; idempotency keys; records that are lost because the stream was not read for 24 hours; and the
 * isolation of a Query. Here each Query sees one instant, while DynamoDB's is only read-committed: one that meets a
 * transaction half-way may see a row deleted that it does not yet see put, or both.
 *
 * <p>{@code -Dmessaging.simulation.schedules=1000000} runs more schedules, {@code -Dmessaging.simulation.seed=N} prints
 * one.
 */
package com.cruddur.messaging.dynamodb.simulation;
