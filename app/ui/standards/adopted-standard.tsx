import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { DayChooser } from '#app/ui/places/day-chooser.tsx';
import { useStandardName } from './standard-name.ts';
import type { ShownStandard } from './standard-rules.tsx';
import { StandardRules } from './standard-rules.tsx';

interface Adopted extends ShownStandard {
  readonly name: string;
  readonly nameAr: string | null;
  readonly adoptedFrom: Day;
  readonly reason: string;
}

/** The standard in force on a day, since when and why. */
export function AdoptedStandard({
  standard,
  day,
  today,
}: {
  standard: Adopted | null;
  day: Day;
  today: Day;
}) {
  const { texts, format } = useSpeech();
  const { places } = texts;
  const nameOf = useStandardName();
  return (
    <>
      <DayChooser day={day} today={today} />
      {standard ? (
        <>
          <h2 className="mb-1" dir="auto">
            {nameOf(standard)}
          </h2>
          <p className="mb-4 text-muted">
            {places.adoptedFrom(format.day(standard.adoptedFrom))} · <bdi>{standard.reason}</bdi>
          </p>
          <StandardRules standard={standard} />
        </>
      ) : (
        <EmptyState title={places.standardsNone} />
      )}
    </>
  );
}
