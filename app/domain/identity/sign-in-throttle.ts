/**
 * How long sign-in waits after failures (OWASP ASVS 5.0, 6.3: guessing must be slowed without letting anyone lock
 * another out). Failures from one network address wait longer and longer; failures for an e-mail from everywhere
 * together wait at most half a minute, so that its owner always gets in.
 */
export const throttles = {
  /** One e-mail from one network address. */
  here: { freeFailures: 5, firstWaitSeconds: 2, longestWaitSeconds: 900 },
  /** One e-mail from anywhere. */
  anywhere: { freeFailures: 30, firstWaitSeconds: 1, longestWaitSeconds: 30 },
} as const;

export type Throttle = (typeof throttles)[keyof typeof throttles];

/** Failures are forgotten after this time without a new one. */
export const FAILURES_FORGOTTEN_AFTER_MINUTES = 24 * 60;

/** Seconds to wait after the `failures`th failure in a row. */
export function waitSeconds(throttle: Throttle, failures: number): number {
  const beyond = failures - throttle.freeFailures;
  return beyond < 0
    ? 0
    : Math.min(throttle.longestWaitSeconds, throttle.firstWaitSeconds * 2 ** Math.min(beyond, 20));
}
