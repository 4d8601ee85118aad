import { z } from 'zod';
import type { FindingId } from '#app/domain/identity/ids.ts';
import { inspectionOutcomes } from '#app/domain/inspection/findings.ts';
import { LONGEST_NOTE } from '#app/domain/inspection/operation.ts';

const text = z.string().trim().max(LONGEST_NOTE, 'too_long');
const said = text.min(1, 'required');

/** What a supervisor publishes of an inspection. */
export const publishForm = z.object({
  agreedTo: z.string(),
  outcome: z.enum(inspectionOutcomes),
  summary: text,
  withoutPhotos: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked === 'yes'),
});

/** What a supervisor publishes anew, why, and which findings are taken back. */
export const correctForm = publishForm.extend({
  reason: said,
  withdrawn: z.array(z.uuid().transform((id) => id as FindingId)),
});

/** Why a supervisor submits what its inspectors didn't. */
export const submitForm = z.object({ reason: said });

/** Why a finding is taken back. */
export const withdrawForm = z.object({
  findingId: z.uuid().transform((id) => id as FindingId),
  reason: said,
});

/** How a question that two answered differently is answered anew, having seen their answers. */
export const settleForm = z.object({
  questionId: z.string().max(120),
  choice: z.string().default(''),
  other: z.string().default(''),
  note: text,
  replaces: z.array(z.uuid()),
});
