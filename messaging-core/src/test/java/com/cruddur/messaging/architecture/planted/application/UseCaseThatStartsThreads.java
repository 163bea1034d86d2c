package com.cruddur.messaging.architecture.planted.application;

import java.util.concurrent.ExecutorService;

record UseCaseThatStartsThreads(ExecutorService threads) {}
