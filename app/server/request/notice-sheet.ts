import type { PrintedNotice } from '#app/data/inspection/notices.ts';
import { nextStep } from '#app/domain/inspection/escalation.ts';

/** A notice with what follows it, as it was when it was issued: later steps are left out. */
export function noticeSheet({ finding, ...notice }: PrintedNotice) {
  const { severity, dueOn, place } = finding;
  const issued = finding.notices
    .filter(({ number }) => number <= notice.number)
    .map(({ step, issuedOn }) => ({ step, on: issuedOn }));
  return {
    ...notice,
    finding,
    isClosed: issued.some(({ step }) => step === 'closure'),
    next: nextStep({ severity, dueOn, issued, mayClose: place.buildingId !== null }),
  };
}
