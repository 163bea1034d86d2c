package com.cruddur.messaging.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** How the service writes its log, whatever a message holds. */
final class LogLinesTest {
    private final LoggerContext context = new LoggerContext();

    private String line(String message) throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(getClass().getResource("/logback.xml"));
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("STDERR");
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("x.Some"), Level.WARN, "says [{}]", null, new Object[] {message});
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void aMessageStaysOnItsLineAndWritesNoControlCharacter() throws Exception {
        assertThat(line("a\r\nb\u001b[31mc\u0085d\u2028e\u202ef\u0000g"))
                .endsWith(" WARN  Some says [a  b [31mc d e f g]\n")
                .hasLineCount(1);
    }

    @Test
    void aMessageIsBounded() throws Exception {
        assertThat(line("x".repeat(100_000))).hasSizeBetween(2_000, 2_100);
    }

    @Test
    void whatAClientSentAsAHostIsNotLogged() throws Exception {
        line("configured");
        for (String logger : new String[] {"org.eclipse.jetty.util.HostPort", "org.eclipse.jetty.http.HttpParser"}) {
            assertThat(context.getLogger(logger).isErrorEnabled()).as(logger).isFalse();
        }
    }
}
