import { Form, useSearchParams } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

/** Chooses the day of the map and of the beds left; it stands in the URL as `?on=`. */
export function BedsDayChooser({ days, day }: { days: readonly Day[]; day: Day }) {
  const { texts, format } = useSpeech();
  const words = texts.scenarios;
  const [search] = useSearchParams();
  return (
    <Form method="get" preventScrollReset className="flex flex-wrap items-end gap-3 print:hidden">
      {[...search]
        .filter(([name]) => name !== 'on')
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <div className="w-full max-w-md">
        <SelectField
          key={day}
          name="on"
          label={words.onDay}
          hint={words.onDayHint}
          defaultValue={day}
          options={days.map((each) => ({ value: each, label: format.day(each) }))}
        />
      </div>
      <SubmitButton kind="secondary">{words.show}</SubmitButton>
    </Form>
  );
}
