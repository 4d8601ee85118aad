/**
 * How long sign-in waits after failures (OWASP ASVS 5.0, 6.3: guessing must be slowed without letting anyone lock
 * another out). Failures for an e-mail from one network wait longer and longer; failures for an e-mail from everywhere
 * together wait at most half a minute, and not at all on a device from which its owner has signed in before; failures
 * from one network for all e-mails together slow whoever tries one password on everybody.
 */
export const throttles = {
  /** One e-mail from one network. */
  here: { freeFailures: 5, firstWaitSeconds: 2, longestWaitSeconds: 900, forgottenAfterMinutes: 24 * 60 },
  /** One e-mail from anywhere. */
  anywhere: { freeFailures: 30, firstWaitSeconds: 1, longestWaitSeconds: 30, forgottenAfterMinutes: 24 * 60 },
  /** Every e-mail from one network, behind which a whole office may sit. */
  network: { freeFailures: 100, firstWaitSeconds: 1, longestWaitSeconds: 60, forgottenAfterMinutes: 30 },
} as const;

export type Throttle = (typeof throttles)[keyof typeof throttles];

/** Seconds to wait after the `failures`th failure in a row. */
export function waitSeconds(throttle: Throttle, failures: number): number {
  const beyond = failures - throttle.freeFailures;
  return beyond < 0
    ? 0
    : Math.min(throttle.longestWaitSeconds, throttle.firstWaitSeconds * 2 ** Math.min(beyond, 20));
}
