import type { ReactNode } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useReportWords } from './report-words.ts';

interface ShownConflict {
  readonly id: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingName: string | null;
  readonly reason: string;
  readonly declaredAt: string | Date;
}

/** Where an inspector may not go; `action` stands beside each. */
export function InterestConflicts({
  conflicts,
  action,
}: {
  conflicts: readonly ShownConflict[];
  action?: (conflict: ShownConflict, place: string) => ReactNode;
}) {
  const { texts, format } = useSpeech();
  const { inspectors } = texts.inspections;
  const { inspectedPlace: placeName } = useReportWords();
  if (conflicts.length === 0) return <p className="text-muted">{inspectors.noConflicts}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {conflicts.map((conflict) => (
        <li
          key={conflict.id}
          className="flex flex-wrap items-start justify-between gap-2 border-s-4 border-warning ps-3"
        >
          <div>
            <p className="font-semibold">{placeName(conflict)}</p>
            <p>
              <bdi>{conflict.reason}</bdi>
            </p>
            <p className="text-sm text-muted">{inspectors.declaredOn(format.instant(conflict.declaredAt))}</p>
          </div>
          {action?.(conflict, placeName(conflict))}
        </li>
      ))}
    </ul>
  );
}
