import { z } from 'zod';
import { isDay } from '#app/domain/dates.ts';
import { inspectionReasons } from '#app/domain/inspection/day-pack.ts';

const day = z.string({ error: 'required' }).refine(isDay, { error: 'not_a_day' });
const account = z.uuid({ error: 'required' });

export const moveForm = z.object({ id: z.uuid(), day, inspectorId: account });
export const callOffForm = z.object({ id: z.uuid() });

/** A visit of a proposal, as its checkbox bears it. */
const proposedVisit = z
  .string()
  .transform((text) => text.split(' '))
  .pipe(z.tuple([z.uuid(), z.uuid(), day]))
  .transform(([buildingId, inspectorId, visitDay]) => ({
    buildingId,
    inspectorId,
    day: visitDay,
    reason: 'risk' as const,
  }));
export const confirmForm = z.object({
  visit: z.array(proposedVisit).min(1, { error: 'at_least_one' }).max(500),
});

export const visitForm = z.object({
  day,
  reason: z.enum(inspectionReasons, { error: 'required' }),
  inspectorId: account,
  secondInspectorId: z.union([z.literal('').transform(() => null), z.uuid()], { error: 'not_a_choice' }),
  rooms: z.array(z.uuid()).max(2000),
});
