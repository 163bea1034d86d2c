/** Waits for all, and gives the problems of those that failed. An error of our own is reported, not hidden. */
export async function settle(promises) {
  const failures = (await Promise.allSettled(promises)).filter((it) => it.status === 'rejected').map((it) => it.reason);
  failures.filter((it) => !(it instanceof Problem)).forEach(reportError);
  return failures.filter((it) => it instanceof Problem);
}

/** An answer that is an error, or no answer at all (status 0). The codes are those of the HTTP interface. */
export class Problem extends Error {
  /** @param retryAfter for how many milliseconds the server asks not to be asked again */
  constructor(status, codes = [], detail = 'The server cannot be reached.', retryAfter = 0) {
    super(detail);
    this.status = status;
    this.codes = codes;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** Whether the same request would be refused again, also after another sign-in. */
  get isFinal() {
    return this.status >= 400 && this.status !== 401 && !this.isPassing;
  }

  has(code) {
    return this.codes.includes(code);
  }
}
