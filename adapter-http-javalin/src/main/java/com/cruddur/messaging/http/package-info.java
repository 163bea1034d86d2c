/**
 * The HTTP interface on Javalin: routes, JSON and problem responses. An embedder needs {@link
 * com.cruddur.messaging.http.HttpServer} and {@link com.cruddur.messaging.http.HttpSettings}.
 */
@NullMarked
package com.cruddur.messaging.http;

import org.jspecify.annotations.NullMarked;
