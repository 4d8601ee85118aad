import { Link } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { Levels } from '#app/domain/allocation/options-form.ts';
import {
  fieldsOfOptions,
  joinedAbove,
  levelsOf,
  moved,
  rankField,
  weightField,
} from '#app/domain/allocation/options-form.ts';
import type { Objective, PlanOptions } from '#app/domain/allocation/options.ts';
import { defaultOptions, objectives } from '#app/domain/allocation/options.ts';
import type { Refusal } from '#app/domain/problem.ts';
import { Button } from '#app/ui/button.tsx';
import { CheckboxField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Tag } from '#app/ui/page.tsx';

/**
 * How a plan is to be made, folded away as long as it is as usual; the fields of `optionsForm`. `options` stand in them
 * unless the form was refused: then what was typed.
 */
export function PlanOptionsFields({ options, refusal }: { options: PlanOptions; refusal: Refusal }) {
  const { planning, plans } = useSpeech().texts;
  const words = plans.options;
  const { problems } = refusal;
  const typed = refusal.typed ?? fieldsOfOptions(options);
  const isUsual =
    JSON.stringify(fieldsOfOptions(options)) === JSON.stringify(fieldsOfOptions(defaultOptions));
  return (
    <Card>
      <details open={!isUsual || refusal.problems !== undefined}>
        <summary className="min-h-11 cursor-pointer py-2 text-lg font-semibold">
          {words.title}{' '}
          <Tag tone={isUsual ? 'neutral' : 'brand'}>{isUsual ? words.asUsual : words.changed}</Tag>
        </summary>
        <div className="mt-3 flex flex-col gap-6">
          <fieldset>
            <legend className="mb-1 font-semibold">{words.rooms}</legend>
            <CheckboxField
              name="sharedRooms"
              value="yes"
              defaultChecked={typed['sharedRooms'] === 'yes'}
              label={planning.sharedRooms}
              hint={planning.sharedRoomsHint}
            />
          </fieldset>
          <ObjectiveOrder typed={typed} problems={problems} />
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-1 font-semibold">{words.waiting}</legend>
            <p className="max-w-prose text-sm text-muted">{words.waitingHint}</p>
            <div className="grid gap-4 sm:grid-cols-2">
              {(['waitingLong', 'waitingSome'] as const).map((name) => (
                <TextField
                  key={name}
                  id={name}
                  name={name}
                  inputMode="numeric"
                  autoComplete="off"
                  label={words[name]}
                  defaultValue={typed[name]}
                  problem={problems?.[name]}
                />
              ))}
            </div>
          </fieldset>
          <TextField
            id="mostMoves"
            name="mostMoves"
            inputMode="numeric"
            autoComplete="off"
            label={words.mostMoves}
            hint={words.mostMovesHint}
            defaultValue={typed['mostMoves']}
            problem={problems?.['mostMoves']}
          />
          <TextField
            id="languageCapPercent"
            name="languageCapPercent"
            inputMode="decimal"
            autoComplete="off"
            label={words.languageCap}
            hint={words.languageCapHint}
            defaultValue={typed['languageCapPercent']}
            problem={problems?.['languageCapPercent']}
          />
        </div>
      </details>
    </Card>
  );
}

/** The fields' labels, for a summary of what is wrong; in the order of the form. */
export function usePlanOptionsLabels(): Readonly<Record<string, string>> {
  const words = useSpeech().texts.plans.options;
  return {
    ...Object.fromEntries(
      objectives.map((objective) => [weightField(objective), words.weightOf(words.objective[objective])]),
    ),
    waitingLong: words.waitingLong,
    waitingSome: words.waitingSome,
    mostMoves: words.mostMoves,
    languageCapPercent: words.languageCap,
  };
}

/** The objectives in their order, to be moved by buttons; those that share a place stand together. */
function ObjectiveOrder({
  typed,
  problems,
}: {
  typed: Readonly<Record<string, string>>;
  problems: Refusal['problems'];
}) {
  const { texts, format } = useSpeech();
  const words = texts.plans.options;
  const [levels, setLevels] = useState<Levels>(() =>
    levelsOf(objectives.map((objective) => ({ objective, rank: Number(typed[rankField(objective)]) || 1 }))),
  );
  const [said, setSaid] = useState('');
  // Moving a row in the page takes the focus from the button in it.
  const pressed = useRef<string>();
  useEffect(() => {
    if (pressed.current) document.getElementById(pressed.current)?.focus();
    pressed.current = undefined;
  }, [levels]);
  const change = (objective: Objective, button: string, to: Levels) => {
    const at = to.findIndex((level) => level.includes(objective));
    pressed.current = button;
    setLevels(to);
    setSaid(words.nowAt(words.objective[objective], format.number(at + 1), (to[at]?.length ?? 0) > 1));
  };
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{words.order}</legend>
      <p className="max-w-prose text-sm text-muted">{words.orderLead}</p>
      <p className="mb-3">
        <Link to="/travel-times" className="inline-flex min-h-8 items-center text-sm">
          {texts.travel.inOptions}
        </Link>
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
      <ol className="rounded-md border border-line">
        {levels.flatMap((level, index) =>
          level.map((objective, place) => {
            const name = words.objective[objective];
            const isShared = level.length > 1;
            const id = (button: string) => `${button}-${objective}`;
            return (
              <li
                key={objective}
                className={`flex flex-wrap items-start gap-x-4 gap-y-2 p-3 ${place === 0 && index > 0 ? 'border-t border-line' : ''} ${isShared ? 'border-s-4 border-s-brand' : ''}`}
              >
                <input type="hidden" name={rankField(objective)} value={index + 1} />
                <div className="min-w-0 grow basis-64">
                  <p>
                    <span className="tabular-nums text-muted">
                      <span className="sr-only">{words.place(format.number(index + 1))}</span>
                      <span aria-hidden="true">{format.number(index + 1)}.</span>
                    </span>{' '}
                    <strong className="font-semibold">{name}</strong>{' '}
                    {isShared ? <Tag tone="brand">{words.shared}</Tag> : null}
                  </p>
                  <p className="text-sm text-muted">{words.meaning[objective]}</p>
                  {index > 0 && !isShared ? (
                    <Button
                      id={id('join')}
                      kind="quiet"
                      className="px-0! text-sm!"
                      aria-label={words.joinOf(name)}
                      onPress={() => change(objective, id('up'), joinedAbove(levels, objective))}
                    >
                      {words.join}
                    </Button>
                  ) : null}
                </div>
                <div className="flex items-end gap-2">
                  <div className="w-24">
                    <TextField
                      id={weightField(objective)}
                      name={weightField(objective)}
                      inputMode="decimal"
                      autoComplete="off"
                      label={
                        <>
                          {words.weight} <span className="sr-only">{name}</span>
                        </>
                      }
                      defaultValue={typed[weightField(objective)]}
                      problem={problems?.[weightField(objective)]}
                    />
                  </div>
                  {([-1, 1] as const).map((by) => {
                    const button = by < 0 ? 'up' : 'down';
                    return (
                      <Button
                        key={button}
                        id={id(button)}
                        aria-label={words[button](name)}
                        className="min-w-11 px-2!"
                        onPress={() => change(objective, id(button), moved(levels, objective, by))}
                      >
                        {by < 0 ? '↑' : '↓'}
                      </Button>
                    );
                  })}
                </div>
              </li>
            );
          }),
        )}
      </ol>
    </fieldset>
  );
}
