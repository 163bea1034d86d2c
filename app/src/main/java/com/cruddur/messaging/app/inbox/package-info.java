/** {@code messaging inbox}: commands that find and repair faults of the inboxes and of the items behind them. */
@NullMarked
package com.cruddur.messaging.app.inbox;

import org.jspecify.annotations.NullMarked;
