package com.cruddur.messaging.architecture.planted.application;

import java.security.SecureRandom;
import java.util.Random;
import java.util.UUID;

final class MakesIds {
    UUID uuid() {
        return UUID.randomUUID();
    }

    long random() {
        return new Random().nextLong();
    }

    long secure() {
        return new SecureRandom().nextLong();
    }
}
