/** The web client, used as people use it: a real browser before a real server. */
package com.cruddur.messaging.http.web;
