package com.cruddur.messaging.architecture.planted.domain;

import com.cruddur.messaging.architecture.planted.port.PortOfFiles;

record DomainThatNeedsAPort(PortOfFiles port) {}
