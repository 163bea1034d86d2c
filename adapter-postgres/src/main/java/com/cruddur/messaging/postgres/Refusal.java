package com.cruddur.messaging.postgres;

/** Why a change to the directory was refused. */
public enum Refusal {
    HANDLE_UNKNOWN,
    /** By another user, perhaps in other case. */
    HANDLE_TAKEN,
    SUBJECT_TAKEN,
    UUID_TAKEN
}
