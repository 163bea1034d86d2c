package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The parts of the poms on which an embedder's build relies. */
final class PomTest {
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    /** Failsafe reads {@code skipITs} alone. */
    @Test
    void whereTestsAreSkippedIntegrationTestsAreToo() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("../pom.xml").toFile());
        assertThat(xpath.evaluate("/project/properties/skipITs", pom)).isEqualTo("${skipTests}");
        assertThat(xpath.evaluate("/project/properties/skipTests", pom)).isEqualTo("false");
    }
}
