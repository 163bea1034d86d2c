/**
 * Every port in memory, for tests and for a service that keeps nothing. It keeps the contracts of the ports as strictly as any
 * other adapter: inbox rows, for one, move only when they are told to.
 */
package com.cruddur.messaging.inmemory;
