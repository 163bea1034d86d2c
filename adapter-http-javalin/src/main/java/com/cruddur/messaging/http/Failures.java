package com.cruddur.messaging.http;

import com.cruddur.messaging.domain.MessagingException;
import com.cruddur.messaging.domain.Reason;
import com.cruddur.messaging.port.StorageException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every exception of a handler with a problem. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** @param log receives the failures of stores */
    static void addTo(JavalinConfig config, FailureLog log) {
        config.routes.exception(MessagingException.class, (e, ctx) -> refused(e.reason(), ctx));
        config.routes.exception(HttpFaultException.class, (e, ctx) -> faulty(e.fault(), ctx));
        config.routes.exception(
                JsonProcessingException.class, (e, ctx) -> answer(Problem.of(HttpFault.BODY_MALFORMED), ctx.res()));
        config.routes.exception(StorageException.class, (e, ctx) -> unavailable(e, ctx, log));
        config.routes.exception(MethodNotAllowedResponse.class, Failures::methodNotAllowed);
        config.routes.exception(
                HttpResponseException.class,
                (e, ctx) -> answer(Problem.of(HttpFault.ofStatus(e.getStatus())), ctx.res()));
        config.routes.exception(Exception.class, Failures::unexpected);
        config.router.javaLangErrorHandler(Failures::broken);
    }

    private static void refused(Reason reason, Context ctx) {
        if (reason == Reason.TOKEN_INVALID) {
            ctx.res().setHeader("WWW-Authenticate", Bearer.challenge(ctx.req()));
        }
        answer(Problem.of(reason), ctx.res());
    }

    private static void faulty(HttpFault fault, Context ctx) {
        if (fault == HttpFault.TOO_MANY_STREAMS || fault == HttpFault.UNAVAILABLE) {
            ctx.res().setHeader("Retry-After", Problem.RETRY_AFTER);
        }
        answer(Problem.of(fault), ctx.res());
    }

    private static void unavailable(StorageException failure, Context ctx, FailureLog log) {
        log.add(ctx.method() + " " + route(ctx), failure);
        ctx.res().setHeader("Retry-After", Problem.RETRY_AFTER);
        answer(Problem.of(HttpFault.UNAVAILABLE), ctx.res());
    }

    /** OPTIONS on a path is answered with the methods that the path supports. */
    private static void methodNotAllowed(MethodNotAllowedResponse refused, Context ctx) {
        ctx.res().setHeader("Allow", String.join(", ", refused.getDetails().values()));
        if (ctx.req().getMethod().equals("OPTIONS")) {
            ctx.res().setContentType(null);
            ctx.res().setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            answer(Problem.of(HttpFault.METHOD_NOT_ALLOWED), ctx.res());
        }
    }

    private static void unexpected(Exception failure, Context ctx) {
        if (failure instanceof HttpException refused && refused.getCode() < 500) {
            answer(Problem.of(HttpFault.ofStatus(refused.getCode())), ctx.res());
        } else {
            LOG.error("unexpected at {} {}", ctx.method(), route(ctx), failure);
            answer(Problem.of(HttpFault.INTERNAL_ERROR), ctx.res());
        }
    }

    /** The registered path, because the requested one may hold anything. */
    private static String route(Context ctx) {
        Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? "no route" : endpoint.path;
    }

    private static void broken(HttpServletResponse response, Error error) {
        LOG.error("unexpected", error);
        answer(Problem.of(HttpFault.INTERNAL_ERROR), response);
    }

    private static void answer(Problem problem, HttpServletResponse response) {
        response.setStatus(problem.status());
        try {
            response.resetBuffer();
            Output.write(response, Problem.CONTENT_TYPE, problem.json());
        } catch (IOException clientIsGone) {
            LOG.debug("an error could not be answered", clientIsGone);
        }
    }
}
