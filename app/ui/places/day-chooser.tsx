import { Form, Link, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import type { Day } from '#app/domain/dates.ts';
import { addDays, daysBetween } from '#app/domain/dates.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

const PAST_DAYS = 730;
const FUTURE_DAYS = 365;
const step =
  'inline-flex min-h-11 items-center rounded-md border border-control bg-surface px-3 font-semibold text-ink no-underline hover:bg-raised';

/** Chooses the day that a place is shown on: by slider, by date, or day by day; a plain form without JavaScript. */
export function DayChooser({ day, today }: { day: Day; today: Day }) {
  const { texts, format } = useSpeech();
  const { places } = texts;
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const to = (other: Day) => {
    const next = new URLSearchParams(search);
    next.set('day', other);
    return `?${next}`;
  };
  const chosen = daysBetween(today, day);
  // The slider keeps its place, and the focus, while the day it was let go at is fetched.
  const [offset, setOffset] = useState(chosen);
  const [shown, setShown] = useState(chosen);
  if (shown !== chosen) {
    setShown(chosen);
    setOffset(chosen);
  }
  const show = () => {
    if (offset !== chosen) navigate(to(addDays(today, offset)), { preventScrollReset: true });
  };
  const kept = [...search].filter(([name]) => name !== 'day');
  return (
    <Form
      method="get"
      className="mb-4 flex flex-wrap items-end gap-3 rounded-lg border border-line bg-surface p-4 print:hidden"
    >
      {kept.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <label className="flex flex-col gap-1 font-semibold">
        {places.day}
        <input
          key={day}
          type="date"
          name="day"
          defaultValue={day}
          className="min-h-11 rounded-md border border-control bg-surface px-3 text-ink"
        />
      </label>
      <SubmitButton kind="secondary">{places.showDay}</SubmitButton>
      <Link to={to(addDays(day, -1))} preventScrollReset className={step}>
        {places.previousDay}
      </Link>
      <Link to={to(addDays(day, 1))} preventScrollReset className={step}>
        {places.nextDay}
      </Link>
      <Link to={to(today)} preventScrollReset className={step}>
        {places.today}
      </Link>
      <input
        type="range"
        aria-label={places.day}
        aria-valuetext={format.day(addDays(today, offset))}
        min={-PAST_DAYS}
        max={FUTURE_DAYS}
        value={offset}
        onChange={(event) => setOffset(Number(event.currentTarget.value))}
        className="min-h-11 w-full grow basis-64"
        onPointerUp={show}
        onKeyUp={show}
      />
    </Form>
  );
}
