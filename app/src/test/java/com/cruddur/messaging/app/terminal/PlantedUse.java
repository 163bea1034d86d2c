package com.cruddur.messaging.app.terminal;

import com.cruddur.messaging.app.Main;

/** Breaks the rule that PackagesTest holds: it uses the command line from below. */
public final class PlantedUse {
    public static int violate() {
        return Main.run(new String[0], java.util.Optional.empty());
    }

    private PlantedUse() {}
}
