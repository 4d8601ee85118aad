import type { CapacityChangeKind } from '#app/domain/capacity/changes/capacity-change.ts';
import type { ChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import type { Day } from '#app/domain/dates.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

/** A measurement holds as soon as it is signed: what was measured is so already. */
const namesOf: Readonly<Record<CapacityChangeKind, readonly (keyof ChangeDays)[]>> = {
  adoption: ['effectiveFrom', 'residentsUntil'],
  closure: ['effectiveFrom', 'residentsUntil', 'closedUntil'],
  measurement: ['residentsUntil'],
};

/** From when a change holds, by when residents leave and, of a closure, when the place opens again. */
export function ChangeDayFields({
  today,
  days,
  problems,
  kind,
}: {
  today: Day;
  /** As typed, or as they stand. */
  days: Readonly<Partial<Record<keyof ChangeDays, string | null>>>;
  problems: FieldProblems | undefined;
  kind: CapacityChangeKind;
}) {
  const { changes } = useSpeech().texts;
  return (
    <>
      {namesOf[kind].map((name) => (
        <TextField
          key={name}
          id={name}
          name={name}
          type="date"
          min={today}
          optional={name !== 'effectiveFrom'}
          label={changes.days[name]}
          hint={changes.dayHints[name]}
          defaultValue={days[name] ?? ''}
          problem={problems?.[name]}
        />
      ))}
    </>
  );
}
