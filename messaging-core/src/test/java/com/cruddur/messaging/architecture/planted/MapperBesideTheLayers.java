package com.cruddur.messaging.architecture.planted;

final class MapperBesideTheLayers {}
