/** {@code messaging ddb}: what an operator does to the table of messages and groups. */
package com.cruddur.messaging.app.ddb;
