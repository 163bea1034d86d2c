/**
 * The HTTP interface: routes, JSON and problem answers on Javalin. Who embeds it needs {@link
 * com.cruddur.messaging.http.HttpServer} and {@link com.cruddur.messaging.http.HttpSettings}.
 */
package com.cruddur.messaging.http;
