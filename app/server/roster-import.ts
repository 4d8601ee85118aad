import { findKnownCivilIds, importWorkers } from '#app/data/workers.ts';
import type { RightRow, WrongRow } from '#app/domain/placement/roster.ts';
import { judgeRoster } from '#app/domain/placement/roster.ts';
import type { RequestContext } from './request-context.ts';
import { signedInEmployer } from './request-context.ts';
import { readRoster } from './roster-file.ts';
import { sealFacts } from './worker-form.ts';

export interface JudgedRoster {
  readonly right: readonly RightRow[];
  readonly wrong: readonly WrongRow[];
}

/** Judges a roster's text row by row, against itself and against the employer's own workers. */
export async function previewRoster(context: RequestContext, text: string): Promise<JudgedRoster> {
  const { right, wrong } = judgeRoster(readRoster(text), context.today);
  const hashOf = (row: RightRow) => context.secrets.hashForLookup('civil id', row.facts.civilId);
  const known = await context.transact((transaction) =>
    findKnownCivilIds(transaction, { hashes: right.map(hashOf) }),
  );
  return withRefused(right, wrong, (row) =>
    known.has(hashOf(row).toString('hex')) ? 'civil_id_already_yours' : null,
  );
}

/** Adds the right rows, all in one transaction; what another employer registered meanwhile joins the wrong ones. */
export async function commitRoster(
  context: RequestContext,
  text: string,
): Promise<JudgedRoster & { added: number }> {
  const employerId = signedInEmployer(context);
  const { right, wrong } = await previewRoster(context, text);
  const workers = right.map((row) => sealFacts(row.facts, context.secrets));
  const added = await context.transact((transaction) => importWorkers(transaction, { employerId, workers }));
  const hashes = new Map(right.map((row, index) => [row, workers[index]?.civilIdHash.toString('hex') ?? '']));
  return {
    ...withRefused(right, wrong, (row) =>
      added.has(hashes.get(row) ?? '') ? null : 'civil_id_already_registered',
    ),
    added: added.size,
  };
}

function withRefused(
  right: readonly RightRow[],
  wrong: readonly WrongRow[],
  refusal: (row: RightRow) => 'civil_id_already_yours' | 'civil_id_already_registered' | null,
): JudgedRoster {
  const refused = right.flatMap((row): WrongRow[] => {
    const code = refusal(row);
    return code ? [{ line: row.line, cells: row.cells, problems: [{ field: 'civilId', code }] }] : [];
  });
  const lines = new Set(refused.map((row) => row.line));
  return {
    right: right.filter((row) => !lines.has(row.line)),
    wrong: [...wrong, ...refused].sort((one, other) => one.line - other.line),
  };
}
