/** What local work needs in place of Cognito and of people: an issuer of access tokens, four users, and a conversation. */
package com.cruddur.messaging.app.dev;
