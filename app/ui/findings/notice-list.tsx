import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import type { EscalationStep, NextStep } from '#app/domain/inspection/escalation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';

/** The steps that were taken for a finding, each with its notice to print, and the one that comes next. */
export function NoticeList({
  notices,
  next,
  isPaused,
}: {
  notices: readonly {
    readonly id: string;
    readonly number: number;
    readonly step: EscalationStep;
    readonly issuedOn: Day;
    readonly actBy: Day;
  }[];
  /** Null where no step follows, or the finding is put right. */
  next: NextStep | null;
  isPaused: boolean;
}) {
  const { texts, format } = useSpeech();
  const { findings } = texts;
  return (
    <Card title={findings.notices}>
      {notices.length === 0 ? <p className="text-muted">{findings.noNotices}</p> : null}
      <ol className="flex flex-col gap-3">
        {notices.map((notice) => (
          <li key={notice.id}>
            <Link to={`/notices/${notice.id}`}>
              {findings.notice(notice.number)}: {findings.steps[notice.step]}
            </Link>
            <span className="block text-sm text-muted">
              {findings.issuedOn}: {format.day(notice.issuedOn)} · {findings.actBy}:{' '}
              {format.day(notice.actBy)}
            </span>
          </li>
        ))}
      </ol>
      {next || isPaused ? (
        <p className="mt-4 border-t border-line pt-3">
          {isPaused
            ? findings.paused
            : next
              ? findings.nextStep(findings.steps[next.step], format.day(next.on))
              : ''}
          <span className="block text-sm text-muted">{findings.daysAreOurs}</span>
        </p>
      ) : null}
    </Card>
  );
}
