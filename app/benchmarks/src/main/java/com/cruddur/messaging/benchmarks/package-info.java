/** What the service costs, measured beside the least that could do the same: a bare HTTP handler, and the bare AWS SDK. */
package com.cruddur.messaging.benchmarks;
