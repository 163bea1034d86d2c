package com.cruddur.messaging.cognito;

import java.util.concurrent.CompletableFuture;

/** Where an issuer's keys come from. Its text says where that is. */
interface KeySource {
    /** The key set as it is now. It fails with what went wrong, and is done one way or the other within seconds. */
    CompletableFuture<KeySet> fetch();
}
