import type { PrintedNotice } from '#app/data/inspection/notices.ts';
import { nextStep } from '#app/domain/inspection/escalation.ts';

/** A notice with what follows it, as it was on the day of issue: steps of later days are left out. */
export function noticeSheet({ finding, ...notice }: PrintedNotice) {
  const { severity, dueOn, place } = finding;
  const issued = finding.notices
    // Danger closes a place on the day of the first notice, which must not announce a warning then.
    .filter(({ issuedOn }) => issuedOn <= notice.issuedOn)
    .map(({ step, issuedOn }) => ({ step, on: issuedOn }));
  return {
    ...notice,
    finding,
    isClosed: issued.some(({ step }) => step === 'closure'),
    next: nextStep({ severity, dueOn, issued, mayClose: place.buildingId !== null }),
  };
}
