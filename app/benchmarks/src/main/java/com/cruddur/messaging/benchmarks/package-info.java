/** The cost of the service, measured beside the least that could do the same: a bare HTTP handler, and the bare AWS SDK. */
@NullMarked
package com.cruddur.messaging.benchmarks;

import org.jspecify.annotations.NullMarked;
