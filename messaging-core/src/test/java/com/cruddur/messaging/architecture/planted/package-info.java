/** Classes that break the rules of the core, each one rule, so that a rule that looks at nothing is noticed. */
package com.cruddur.messaging.architecture.planted;
