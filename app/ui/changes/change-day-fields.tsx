import type { ChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import type { Day } from '#app/domain/dates.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

/** From when a change holds, by when residents leave and, of a closure, when the place opens again. */
export function ChangeDayFields({
  today,
  days,
  problems,
  closes,
}: {
  today: Day;
  /** As typed, or as they stand. */
  days: Readonly<Partial<Record<keyof ChangeDays, string | null>>>;
  problems: FieldProblems | undefined;
  /** The change closes a place. */
  closes: boolean;
}) {
  const { changes } = useSpeech().texts;
  const names = ['effectiveFrom', 'residentsUntil', ...(closes ? (['closedUntil'] as const) : [])] as const;
  return (
    <>
      {names.map((name) => (
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
