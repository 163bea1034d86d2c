/** {@code messaging inbox}: finds and mends what is wrong with inboxes and with the items that they come from. */
@NullMarked
package com.cruddur.messaging.app.inbox;

import org.jspecify.annotations.NullMarked;
