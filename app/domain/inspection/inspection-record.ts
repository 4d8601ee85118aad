import type { AnswerValue, Operation, OperationOf } from './operation.ts';

/** Enough to see what is missing; whether anything is doesn't take more. */
const MOST_GAPS = 100;

/** A phone that is without a network for longer has a wrong clock, more likely than not: our estimate. */
const LONGEST_OFFLINE_MS = 7 * 86_400_000;

type Answered = OperationOf<'answered'>;

/** What stands as the answer to a question, or what was answered differently by two who didn't know of each other. */
type StandingAnswer =
  | {
      readonly kind: 'settled';
      readonly value: AnswerValue;
      readonly note: string;
      readonly by: readonly Answered[];
    }
  | { readonly kind: 'conflict'; readonly answers: readonly Answered[] };

export interface RecordedPhoto {
  readonly operation: OperationOf<'photographed'>;
  readonly isSetAside: boolean;
}

/** All that the acts of an inspection say together. */
export interface InspectionRecord {
  readonly isStarted: boolean;
  readonly answers: ReadonlyMap<string, StandingAnswer>;
  readonly photos: readonly RecordedPhoto[];
  readonly stamps: readonly OperationOf<'stamped'>[];
  readonly remarks: readonly OperationOf<'noted'>[];
  readonly signatures: readonly OperationOf<'signed'>[];
  readonly refusals: readonly OperationOf<'signature_refused'>[];
  /** The last that was submitted; null before. */
  readonly submission: OperationOf<'submitted'> | null;
  /** Of each phone, the first of the acts that must exist, since later ones or its submission name them, and aren't here. */
  readonly missing: ReadonlyMap<string, readonly number[]>;
  readonly conflicts: readonly string[];
}

/**
 * What stands once these acts are put together. The same for the same acts in whatever order and however often each is
 * given: a phone and the server, or two phones, come to the same once they have exchanged them.
 *
 * An answer stands until another one replaces it by name. Two that nobody has replaced, and that differ, are a conflict:
 * both stay until a person answers the question again having seen both.
 */
export function recordOf(acts: readonly Operation[]): InspectionRecord {
  const operations = inOrder(acts);
  const of = <Kind extends Operation['kind']>(kind: Kind) =>
    operations.filter((each): each is OperationOf<Kind> => each.kind === kind);
  const answers = new Map(
    [...Map.groupBy(of('answered'), ({ body }) => body.questionId)].map(([question, given]) => [
      question,
      standing(given),
    ]),
  );
  const setAside = new Set(of('photo_set_aside').map(({ body }) => body.photoId));
  return {
    isStarted: operations.length > 0,
    answers,
    photos: of('photographed').map((operation) => ({
      operation,
      isSetAside: setAside.has(operation.body.photoId),
    })),
    stamps: of('stamped'),
    remarks: of('noted'),
    signatures: of('signed'),
    refusals: of('signature_refused'),
    submission: of('submitted').at(-1) ?? null,
    missing: missingOf(operations),
    conflicts: [...answers].flatMap(([question, { kind }]) => (kind === 'conflict' ? [question] : [])),
  };
}

/** Each once, by the clocks of the phones, and by identifier where these say the same. */
function inOrder(acts: readonly Operation[]): readonly Operation[] {
  const once = new Map(acts.map((act) => [act.id, act]));
  return [...once.values()].sort(
    (one, other) => compare(one.recordedAt, other.recordedAt) || compare(one.id, other.id),
  );
}

const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

function standing(given: readonly Answered[]): StandingAnswer {
  const heads = unreplaced(given);
  const [first] = heads;
  if (!first || heads.some(({ body }) => body.value !== first.body.value))
    return { kind: 'conflict', answers: heads };
  const notes = new Set(heads.map(({ body }) => body.note).filter(Boolean));
  return { kind: 'settled', value: first.body.value, note: [...notes].join('\n'), by: heads };
}

/**
 * The answers that nobody has replaced. Acts that replace each other in a ring come from no phone of ours; where nothing
 * later replaces one of them, none of them has the last word, and all stand.
 */
function unreplaced(given: readonly Answered[]): readonly Answered[] {
  const byId = new Map(given.map((each) => [each.id, each]));
  const replaced = new Set(given.flatMap(({ id, body }) => body.replaces.filter((each) => each !== id)));
  const heads = given.filter(({ id }) => !replaced.has(id));
  const behind = new Set<string>();
  const next = heads.flatMap(({ id, body }) => body.replaces.filter((each) => each !== id));
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (behind.has(id)) continue;
    behind.add(id);
    next.push(...(byId.get(id)?.body.replaces ?? []));
  }
  return given.filter(({ id }) => !behind.has(id));
}

/**
 * A submission holds back for acts of its own phone alone: of another's a phone knows only what the server gave it, so that
 * whatever else it claims of them never comes.
 */
function missingOf(operations: readonly Operation[]): ReadonlyMap<string, readonly number[]> {
  const known = new Map<string, Set<number>>();
  const upTo = new Map<string, number>();
  const expect = (phone: string, count: number) => upTo.set(phone, Math.max(upTo.get(phone) ?? 0, count));
  for (const each of operations) {
    const sequences = known.get(each.phoneId) ?? new Set<number>();
    known.set(each.phoneId, sequences.add(each.sequence));
    expect(each.phoneId, each.sequence);
    if (each.kind === 'submitted') expect(each.phoneId, each.body.upTo[each.phoneId] ?? 0);
  }
  const missing = [...upTo].map(([phone, count]) => [phone, gapsIn(known.get(phone), count)] as const);
  return new Map(missing.filter(([, sequences]) => sequences.length > 0));
}

/** The first of the counts from 1 on that aren't there; a phone may claim any number. */
function gapsIn(known: ReadonlySet<number> | undefined, upTo: number): readonly number[] {
  const gaps: number[] = [];
  for (let each = 1; each <= upTo && gaps.length < MOST_GAPS; each++) if (!known?.has(each)) gaps.push(each);
  return gaps;
}

/** It was submitted, all acts that must exist are here, and no two answers conflict: what it says may take effect. */
export const isComplete = ({ submission, missing, conflicts }: InspectionRecord): boolean =>
  submission !== null && missing.size === 0 && conflicts.length === 0;

/** When it began: by the phones' clocks, which may be wrong; what none can mean, days ago or to come, is `now`. */
export function beganAt(acts: readonly Operation[], now: Date): Date {
  const times = acts
    .map(({ recordedAt }) => Date.parse(recordedAt))
    .filter((time) => time <= now.getTime() && time > now.getTime() - LONGEST_OFFLINE_MS);
  return new Date(times.reduce((one, other) => Math.min(one, other), now.getTime()));
}

/** The value that stands, or null while nothing does or two answers differ. */
export function valueOf(record: InspectionRecord, questionId: string): AnswerValue | null {
  const answer = record.answers.get(questionId);
  return answer?.kind === 'settled' ? answer.value : null;
}
