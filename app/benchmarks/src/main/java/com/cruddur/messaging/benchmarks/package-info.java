/** The cost of the service, measured beside the least that could do the same: a bare HTTP handler, and the bare AWS SDK. */
package com.cruddur.messaging.benchmarks;
