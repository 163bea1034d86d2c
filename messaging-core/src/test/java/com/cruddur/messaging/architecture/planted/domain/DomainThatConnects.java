package com.cruddur.messaging.architecture.planted.domain;

import java.net.URI;

record DomainThatConnects(URI uri) {}
