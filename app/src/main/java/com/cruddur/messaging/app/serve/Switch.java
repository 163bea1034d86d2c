package com.cruddur.messaging.app.serve;

/** The values of an option that is on or off. */
enum Switch {
    ON,
    OFF
}
