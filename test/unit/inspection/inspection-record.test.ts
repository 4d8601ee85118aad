import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beganAt, isComplete, recordOf, valueOf } from '#app/domain/inspection/inspection-record.ts';
import type { Operation } from '#app/domain/inspection/operation.ts';
import { aPhoneId, anAct, anAnswer } from './acts.ts';

const Q = 'room/a/people';

/** Acts of up to three phones on few questions, that replace any of the others, rings among them. */
const anyActs: fc.Arbitrary<Operation[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(
        'answered',
        'answered',
        'answered',
        'photographed',
        'set aside',
        'noted',
        'submitted',
      ),
      phone: fc.integer({ min: 1, max: 3 }),
      question: fc.constantFrom(Q, 'room/b/people'),
      value: fc.constantFrom(1, 2, true, 'not_applicable' as const),
      note: fc.constantFrom('', 'wet', 'dark'),
      // Clocks differ, and go back.
      second: fc.nat(5),
      replaces: fc.array(fc.nat(24), { maxLength: 3 }),
      upTo: fc.nat(30),
    }),
    { maxLength: 24 },
  )
  .map((drawn) => {
    const counts = new Map<number, number>();
    return drawn.map(({ kind, phone, question, value, note, second, replaces, upTo }, at) => {
      const sequence = (counts.get(phone) ?? 0) + 1;
      counts.set(phone, sequence);
      const act = {
        ...{ sequence, phoneId: aPhoneId(phone) },
        recordedAt: `2026-11-26T08:00:0${second}.000Z`,
      };
      const photoId = aPhoneId(100 + (upTo % 4));
      switch (kind) {
        case 'photographed':
          return anAct(at, 'photographed', { photoId, questionId: question, hash: 'a' } as never, act);
        case 'set aside':
          return anAct(at, 'photo_set_aside', { photoId }, act);
        case 'noted':
          return anAct(at, 'noted', { note }, act);
        case 'submitted':
          return anAct(at, 'submitted', { upTo: { [aPhoneId(phone)]: upTo } }, act);
        default:
          return anAnswer(at, question, value, { ...act, replaces, note });
      }
    });
  });

describe('the record of an inspection', () => {
  it('is the same in whatever order its acts come, and however often each', () => {
    fc.assert(
      fc.property(
        anyActs.chain((acts) =>
          fc.tuple(
            fc.constant(acts),
            fc.shuffledSubarray([...acts, ...acts], {
              minLength: 2 * acts.length,
              maxLength: 2 * acts.length,
            }),
          ),
        ),
        ([acts, shuffled]) => {
          expect(recordOf(shuffled)).toEqual(recordOf(acts));
        },
      ),
    );
  });

  it('is the same on two phones that have exchanged their parts', () => {
    fc.assert(
      fc.property(anyActs, fc.integer({ min: 1, max: 3 }), (acts, phone) => {
        const mine = acts.filter(({ phoneId }) => phoneId === aPhoneId(phone));
        const theirs = acts.filter(({ phoneId }) => phoneId !== aPhoneId(phone));
        expect(recordOf([...mine, ...theirs])).toEqual(recordOf([...theirs, ...mine, ...theirs]));
      }),
    );
  });

  it('never loses an answer: whatever nobody has replaced stands, alone, agreed to, or in a conflict', () => {
    fc.assert(
      fc.property(anyActs, (acts) => {
        const { answers, conflicts } = recordOf(acts);
        const given = acts.filter((act) => act.kind === 'answered');
        for (const [question, ofQuestion] of Map.groupBy(given, ({ body }) => body.questionId)) {
          const standing = answers.get(question)!;
          const shown = standing.kind === 'settled' ? standing.by : standing.answers;
          const unreplaced = ofQuestion.filter(
            ({ id }) => !ofQuestion.some((other) => other.id !== id && other.body.replaces.includes(id)),
          );
          expect(shown).toEqual(expect.arrayContaining(unreplaced));
          expect(shown.length).toBeGreaterThan(0);
          // Whatever isn't shown was replaced, directly or not, by something that is.
          const behind = new Set(shown.map(({ id }) => id));
          for (const { body } of [...behind].flatMap((id) => ofQuestion.filter((each) => each.id === id)))
            for (const id of body.replaces) behind.add(id);
          for (let size = 0; size !== behind.size;) {
            size = behind.size;
            for (const { id, body } of ofQuestion)
              if (behind.has(id)) body.replaces.forEach((each) => behind.add(each));
          }
          for (const { id } of ofQuestion) expect(behind).toContain(id);
          if (standing.kind === 'settled')
            for (const { body } of shown) expect(body.value).toBe(standing.value);
          else expect(conflicts).toContain(question);
        }
      }),
    );
  });
});

describe('two who answer one question', () => {
  const mine = anAnswer(1, Q, 5, { phoneId: aPhoneId(1) });
  const theirs = anAnswer(2, Q, 4, { phoneId: aPhoneId(2) });

  it('without knowing of each other are in conflict, until a third answer has seen both', () => {
    const conflict = recordOf([mine, theirs]);
    expect(conflict.answers.get(Q)).toEqual({ kind: 'conflict', answers: [mine, theirs] });
    expect([conflict.conflicts, valueOf(conflict, Q)]).toEqual([[Q], null]);
    const halfSeen = anAnswer(3, Q, 6, { replaces: [1] });
    expect(recordOf([mine, theirs, halfSeen]).answers.get(Q)).toEqual({
      kind: 'conflict',
      answers: [theirs, halfSeen],
    });
    const seen = anAnswer(3, Q, 4, { replaces: [1, 2] });
    expect(recordOf([seen, theirs, mine]).answers.get(Q)).toMatchObject({
      kind: 'settled',
      value: 4,
      by: [seen],
    });
  });

  it('alike agree, and both notes are kept', () => {
    const one = anAnswer(1, Q, 5, { note: 'two on the floor' });
    const other = anAnswer(2, Q, 5, { note: 'dark', phoneId: aPhoneId(2) });
    expect(recordOf([other, one]).answers.get(Q)).toEqual({
      ...{ kind: 'settled', value: 5, note: 'two on the floor\ndark', by: [one, other] },
    });
  });

  it('see no order in their clocks: the later edit doesn’t take the earlier one’s place', () => {
    const late = { ...theirs, recordedAt: '2030-01-01T00:00:00.000Z' };
    expect(recordOf([mine, late]).conflicts).toEqual([Q]);
  });
});

describe('answers that replace each other in a ring', () => {
  it('all stand, beside those outside it', () => {
    const ring = [anAnswer(1, Q, 1, { replaces: [2] }), anAnswer(2, Q, 2, { replaces: [1] })];
    const outside = anAnswer(3, Q, 3);
    expect(recordOf(ring).answers.get(Q)).toEqual({ kind: 'conflict', answers: ring });
    expect(recordOf([...ring, outside]).answers.get(Q)).toEqual({
      kind: 'conflict',
      answers: [...ring, outside],
    });
    const settled = anAnswer(4, Q, 1, { replaces: [1, 3] });
    expect(recordOf([...ring, outside, settled]).answers.get(Q)).toMatchObject({ by: [settled] });
  });

  it('of one act that names itself is no ring', () => {
    expect(recordOf([anAnswer(1, Q, 1, { replaces: [1] })]).answers.get(Q)).toMatchObject({ value: 1 });
  });
});

describe('what is missing', () => {
  it('are the acts before the last of a phone, and those of its own that its submission names', () => {
    const acts = [
      anAnswer(2, Q, 1),
      anAct(4, 'submitted', { upTo: { [aPhoneId(1)]: 5, [aPhoneId(2)]: 2, [aPhoneId(3)]: 0 } }),
      anAnswer(9, Q, 1, { phoneId: aPhoneId(2), sequence: 2 }),
    ];
    expect(recordOf(acts).missing).toEqual(
      new Map([
        [aPhoneId(1), [1, 3, 5]],
        [aPhoneId(2), [1]],
      ]),
    );
  });

  it('isn’t what a submission claims of other phones, known or not', () => {
    const answer = anAnswer(9, Q, 1, { phoneId: aPhoneId(2), sequence: 1 });
    const hostile = anAct(1, 'submitted', { upTo: { [aPhoneId(2)]: 20_000, [aPhoneId(7)]: 20_000 } });
    expect(isComplete(recordOf([answer, hostile]))).toBe(true);
  });

  it('of a phone that claims any number is told in part', () => {
    const { missing } = recordOf([
      anAct(1, 'submitted', { upTo: { [aPhoneId(1)]: Number.MAX_SAFE_INTEGER } }),
    ]);
    expect(missing.get(aPhoneId(1))).toHaveLength(100);
  });

  it('keeps a submission from being complete, as a conflict does', () => {
    const submission = anAct(2, 'submitted', { upTo: { [aPhoneId(1)]: 1 } });
    const answer = anAnswer(1, Q, 1);
    const other = anAnswer(3, Q, 2, { phoneId: aPhoneId(2), sequence: 1 });
    expect(isComplete(recordOf([submission]))).toBe(false);
    expect(isComplete(recordOf([answer]))).toBe(false);
    expect(isComplete(recordOf([submission, answer]))).toBe(true);
    expect(isComplete(recordOf([submission, answer, other]))).toBe(false);
  });
});

it('an inspection begins with its first act, unless the clock makes no sense', () => {
  const now = new Date('2026-11-26T18:00:00.000Z');
  const at = (recordedAt: string, number: number) => anAct(number, 'started', {}, { recordedAt });
  const morning = at('2026-11-26T05:30:00.000Z', 1);
  expect(beganAt([at('2026-11-26T06:00:00.000Z', 2), morning], now)).toEqual(new Date(morning.recordedAt));
  expect(beganAt([at('1970-01-01T00:00:00.000Z', 1), at('2031-01-01T00:00:00.000Z', 2)], now)).toEqual(now);
});
