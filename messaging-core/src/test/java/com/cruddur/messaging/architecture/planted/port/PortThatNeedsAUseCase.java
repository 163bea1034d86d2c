package com.cruddur.messaging.architecture.planted.port;

import com.cruddur.messaging.architecture.planted.application.ReadsTheClock;

interface PortThatNeedsAUseCase {
    ReadsTheClock useCase();
}
