import { Link } from '@remix-run/react';
import type { Role } from '#app/domain/identity/actor.ts';
import type { ReportedChange } from '#app/domain/inspection/report.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ChangeStateTag } from '#app/ui/state-tags.tsx';
import { useReportWords } from './report-words.ts';

/** Closings and measurements that an inspection caused; planners and auditors may open each. */
export function ReportedChanges({ changes, role }: { changes: readonly ReportedChange[]; role: Role }) {
  const { texts, format } = useSpeech();
  const { reports } = texts;
  const { changeDone } = useReportWords();
  const mayOpen = role === 'planner' || role === 'auditor';
  if (changes.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-2">{reports.changes}</h2>
      <ul className="flex flex-col gap-2">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap items-baseline gap-x-3">
            <span>
              {changeDone(change)}
              {texts.terms.comma}
              {reports.from(format.day(change.effectiveFrom))}
            </span>
            <ChangeStateTag state={change.state} />
            {mayOpen ? (
              <Link to={`/changes/${change.id}`}>{reports.changeNumber(change.number)}</Link>
            ) : (
              <span className="text-sm text-muted">{reports.changeNumber(change.number)}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
