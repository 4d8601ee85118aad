import { z } from 'zod';
import { readNeededCount } from '#app/domain/places/measure.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { readDecimal, right, wrong } from '#app/domain/typed-text.ts';
import type { Objective, ObjectiveRank, PlanOptions } from './options.ts';
import { defaultOptions, objectives } from './options.ts';

/** Far beyond what a weight, a wait or a nation could be: what stands above is a slip of the hand. */
const MOST = { weight: 1000, days: 3650, moves: 1_000_000, percent: 100 } as const;

const typed = (unlessSent: number, read: (text: string) => Read<number>) =>
  z
    .string()
    .default(String(unlessSent))
    .transform((text, context) => {
      const value = read(text);
      if (value.ok) return value.value;
      context.addIssue({ code: 'custom', message: value.code });
      return z.NEVER;
    });

const figure = (unlessSent: number, most: number) =>
  typed(unlessSent, (text) => {
    if (text.trim() === '') return wrong('required');
    const value = readDecimal(text);
    if (value === null) return wrong('not_a_number');
    if (value < 0) return wrong('negative_number');
    return value > most ? wrong('too_many') : right(value);
  });

const count = (unlessSent: number, most: number) =>
  typed(unlessSent, (text) => readNeededCount(text, { least: 0, most, outside: 'too_many' }));

/** The form's fields of an objective: its place in the order, and what it weighs among those of the same place. */
export const rankField = (objective: Objective) => `rank_${objective}` as const;
export const weightField = (objective: Objective) => `weight_${objective}` as const;

const ofEach = <Field extends string, Schema>(
  fieldOf: (objective: Objective) => Field,
  schemaOf: (usual: ObjectiveRank) => Schema,
) =>
  Object.fromEntries(
    defaultOptions.objectives.map((usual) => [fieldOf(usual.objective), schemaOf(usual)]),
  ) as Record<Field, Schema>;

const { waitingDays, mostMoves, languageCap } = defaultOptions;

/**
 * The form of how a plan is to be made; what isn't sent is as usual, but for `sharedRooms`, a box that is ticked or not.
 * Forms that ask more extend it by `safeExtend`.
 */
export const optionsForm = z
  .object({
    sharedRooms: z.literal('yes').optional(),
    ...ofEach(rankField, ({ rank }) => z.coerce.number().int().min(1).max(objectives.length).default(rank)),
    ...ofEach(weightField, ({ weight }) => figure(weight, MOST.weight)),
    waitingLong: count(waitingDays.long, MOST.days),
    waitingSome: count(waitingDays.some, MOST.days),
    mostMoves: count(mostMoves, MOST.moves),
    languageCapPercent: figure(languageCap * 100, MOST.percent),
  })
  .refine(({ waitingLong, waitingSome }) => waitingSome <= waitingLong, {
    path: ['waitingSome'],
    message: 'waits_out_of_order',
  });

/** What such a form asks. */
export function optionsOfForm(form: z.output<typeof optionsForm>): PlanOptions {
  return {
    sharedRooms: form.sharedRooms === 'yes',
    objectives: objectives.map((objective) => ({
      objective,
      rank: form[rankField(objective)],
      weight: form[weightField(objective)],
    })),
    waitingDays: { long: form.waitingLong, some: form.waitingSome },
    mostMoves: form.mostMoves,
    languageCap: form.languageCapPercent / 100,
  };
}

/** Options as the form's fields show them. */
export function fieldsOfOptions(options: PlanOptions): Readonly<Record<string, string>> {
  return {
    ...(options.sharedRooms && { sharedRooms: 'yes' }),
    ...Object.fromEntries(
      options.objectives.flatMap(({ objective, rank, weight }) => [
        [rankField(objective), String(rank)],
        [weightField(objective), String(weight)],
      ]),
    ),
    waitingLong: String(options.waitingDays.long),
    waitingSome: String(options.waitingDays.some),
    mostMoves: String(options.mostMoves),
    languageCapPercent: String(Math.round(options.languageCap * 1000) / 10),
  };
}

/** Objectives by rank, those of one rank together: the levels of the order. */
export type Levels = readonly (readonly Objective[])[];

export function levelsOf(
  ranked: readonly { readonly objective: Objective; readonly rank: number }[],
): Levels {
  return [...Map.groupBy(ranked, ({ rank }) => rank)]
    .sort(([one], [other]) => one - other)
    .map(([, ofRank]) => ofRank.map(({ objective }) => objective));
}

/** The objective one level up or down; out of a level that it shares it steps alone. */
export function moved(levels: Levels, objective: Objective, by: -1 | 1): Levels {
  const at = levels.findIndex((level) => level.includes(objective));
  const rest = (levels[at] ?? []).filter((each) => each !== objective);
  const others = levels.flatMap((level, index) => (index !== at ? [level] : rest.length > 0 ? [rest] : []));
  const to = rest.length > 0 ? (by < 0 ? at : at + 1) : at + by;
  return others.toSpliced(Math.max(0, to), 0, [objective]);
}

/** The objective joins the level above its own, to be weighed against what stands there. */
export function joinedAbove(levels: Levels, objective: Objective): Levels {
  const at = levels.findIndex((level) => level.includes(objective));
  if (at === 0) return levels;
  return levels.flatMap((level, index) => {
    if (index === at - 1) return [[...level, objective]];
    const rest = index === at ? level.filter((each) => each !== objective) : level;
    return rest.length > 0 ? [rest] : [];
  });
}
