package com.cruddur.messaging.architecture.planted.application;

import org.assertj.core.api.Condition;

record UseCaseThatNeedsATestLibrary(Condition<String> condition) {}
