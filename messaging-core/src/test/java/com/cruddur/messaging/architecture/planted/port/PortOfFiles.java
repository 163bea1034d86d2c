package com.cruddur.messaging.architecture.planted.port;

import java.io.File;

public interface PortOfFiles {
    File file();
}
