import { findKnownCivilIds, importWorkers } from '#app/data/placement/workers.ts';
import type { Day } from '#app/domain/dates.ts';
import type { RightRow, WrongRow } from '#app/domain/placement/roster.ts';
import { judgeRoster } from '#app/domain/placement/roster.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { readRoster } from './roster-file.ts';
import { sealFacts } from '#app/server/request/worker-form.ts';

const refusals = ['civil_id_already_yours', 'civil_id_already_registered'] as const;
/** Why the register, not the row itself, refuses a row. */
type Refusal = (typeof refusals)[number];

interface JudgedRoster {
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

/** Adds the right rows, all in one transaction; whose civil ID is registered already joins the wrong ones. */
export async function commitRoster(
  context: RequestContext,
  text: string,
): Promise<JudgedRoster & { added: number }> {
  const employerId = signedInEmployer(context);
  const { right, wrong } = await previewRoster(context, text);
  const workers = right.map((row) => sealFacts(row.facts, context.secrets));
  const { added, alreadyYours } = await context.transact((transaction) =>
    importWorkers(transaction, { employerId, workers }),
  );
  const hashes = new Map(right.map((row, index) => [row, workers[index]?.civilIdHash.toString('hex') ?? '']));
  const judged = withRefused(right, wrong, (row) => {
    const hash = hashes.get(row) ?? '';
    if (added.has(hash)) return null;
    return alreadyYours.has(hash) ? 'civil_id_already_yours' : 'civil_id_already_registered';
  });
  return { ...judged, added: added.size };
}

/**
 * What the register refused, by line (`12:civil_id_already_yours`), for the form that downloads the wrong rows: once
 * the right rows are imported, the register would call them known too.
 */
export function refusedLines(wrong: readonly WrongRow[]): string {
  return wrong
    .flatMap(({ line, problems }) =>
      problems.filter(({ code }) => isRefusal(code)).map(({ code }) => `${line}:${code}`),
    )
    .join(' ');
}

/** The wrong rows of a roster's text: those wrong by themselves, and those that the register refused. */
export function wrongRows(text: string, refused: string, today: Day): readonly WrongRow[] {
  const { right, wrong } = judgeRoster(readRoster(text), today);
  const codes = new Map(refused.split(' ').map((each) => each.split(':') as [string, string]));
  return withRefused(right, wrong, ({ line }) => {
    const code = codes.get(String(line));
    return code !== undefined && isRefusal(code) ? code : null;
  }).wrong;
}

function isRefusal(code: string): code is Refusal {
  return refusals.some((each) => each === code);
}

function withRefused(
  right: readonly RightRow[],
  wrong: readonly WrongRow[],
  refusalOf: (row: RightRow) => Refusal | null,
): JudgedRoster {
  const refused = right.flatMap((row): WrongRow[] => {
    const code = refusalOf(row);
    return code ? [{ line: row.line, cells: row.cells, problems: [{ field: 'civilId', code }] }] : [];
  });
  const lines = new Set(refused.map((row) => row.line));
  return {
    right: right.filter((row) => !lines.has(row.line)),
    wrong: [...wrong, ...refused].sort((one, other) => one.line - other.line),
  };
}
