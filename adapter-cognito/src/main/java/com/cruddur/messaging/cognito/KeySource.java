package com.cruddur.messaging.cognito;

import java.util.concurrent.CompletableFuture;

/** The source of an issuer's keys. Its text form names the place. */
interface KeySource {
    /** The current key set, or the failure to fetch it. The future is completed within seconds. */
    CompletableFuture<KeySet> fetch();
}
