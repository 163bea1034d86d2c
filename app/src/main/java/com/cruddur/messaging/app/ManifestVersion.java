package com.cruddur.messaging.app;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. Class files outside a jar have none. */
final class ManifestVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = getClass().getPackage().getImplementationVersion();
        return new String[] {"messaging " + Optional.ofNullable(version).orElse("(not packaged)")};
    }
}
