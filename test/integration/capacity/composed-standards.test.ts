import { beforeAll, describe, expect, it } from 'vitest';
import { listAdoptions, listProposedAdoptions } from '#app/data/standards/adoptions.ts';
import { listAuditEntries } from '#app/data/audit.ts';
import { proposeAdoption } from '#app/data/capacity/capacity-changes.ts';
import { getOwnStandard, listOwnStandards, saveComposition } from '#app/data/standards/composed-standards.ts';
import { findAdoptedStandard, getStandard, listInstruments } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Actor, SignedInActor } from '#app/domain/identity/actor.ts';
import { compose, compositionOf, rulesToOffer } from '#app/domain/standards/composition.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { actorOf, openFreshDatabase } from '#test/integration/fresh-database.ts';

const fresh = openFreshDatabase('seeded');
const today = kuwaitDay(new Date());
let planner: SignedInActor;
let auditor: SignedInActor;
let inspector: SignedInActor;

beforeAll(async () => {
  planner = await actorOf(fresh.owner, 'planner');
  auditor = await actorOf(fresh.owner, 'auditor');
  inspector = await actorOf(fresh.owner, 'inspector');
});

const as = <Result>(actor: Actor, work: (transaction: ActorTransaction) => Promise<Result>) =>
  transact(fresh.database, actor, work);

/** Composes over Kuwait's practice: Singapore's double-deckers instead of its ban, and the Emirates' cupboards. */
async function composeOverPractice(transaction: ActorTransaction, name = 'Standard of a test') {
  const { instruments, rules } = await listInstruments(transaction);
  const practice = instruments.find(({ key }) => key === 'kw-pam-2020-practice')!;
  const base = await getStandard(transaction, { standardId: practice.id });
  const of = (standardKey: string, key: string) =>
    rules.find((rule) => rule.standardKey === standardKey && rule.key === key)!;
  const banned = of('kw-pam-2020-practice', 'bunk_beds');
  const ticked = new Set([
    ...base.rules.map(({ id }) => id).filter((id) => id !== banned.id),
    of('sg-nds-2021', 'bunk_beds').id,
    of('kw-pam-2025', 'first_aid_room_with_nurse').id,
    of('us-1910-142', 'floor_area_per_person_m2').id,
  ]);
  const reasons = new Map([['bunk_beds', 'ceilings are three metres high']]);
  const composed = compose(compositionOf({ base: base.rules, offered: rules, ticked, reasons }));
  expect(composed.undecided).toEqual([]);
  return saveComposition(transaction, { name, nameAr: 'معيار لاختبار', base, composed });
}

const told = ({ key, operator, threshold, standardKey, appliesAbove, clause, note }: Rule) => ({
  key,
  operator,
  threshold,
  standardKey,
  appliesAbove,
  clause,
  note,
});

describe('a composed standard', () => {
  it('is read back as it was composed: its rules, their sources, what gave way and why', async () => {
    const standard = await as(planner, async (transaction) => {
      const standardId = await composeOverPractice(transaction);
      return getOwnStandard(transaction, { standardId });
    });
    expect(standard).toMatchObject({ name: 'Standard of a test', nameAr: 'معيار لاختبار', url: null });
    expect(standard.rules.map(told)).toEqual([
      expect.objectContaining({ key: 'max_occupants_per_room', threshold: 4 }),
      expect.objectContaining({
        key: 'floor_area_per_person_m2',
        threshold: 4.65,
        standardKey: 'us-1910-142',
        clause: '(b)(2)',
      }),
      expect.objectContaining({
        key: 'bunk_beds',
        operator: 'forbidden',
        threshold: false,
        standardKey: 'sg-nds-2021',
        note: 'double-deckers allowed: said with the spacing of beds',
      }),
      expect.objectContaining({ key: 'own_bed' }),
      expect.objectContaining({
        key: 'first_aid_room_with_nurse',
        standardKey: 'kw-pam-2025',
        appliesAbove: 200,
      }),
    ]);
    expect(standard.composition?.base).toMatchObject({
      name: expect.stringContaining('PAM inspection rules'),
      version: null,
    });
    expect(standard.composition?.decisions).toMatchObject([
      { key: 'floor_area_per_person_m2', why: 'stricter', losing: [{ threshold: 4, confidence: 'implied' }] },
      {
        key: 'bunk_beds',
        why: 'chosen',
        reason: 'ceilings are three metres high',
        losing: [{ standardKey: 'kw-pam-2020-practice', threshold: true }],
      },
    ]);
    expect(standard.origins.map(({ key }) => key).sort()).toEqual([
      'kw-pam-2020-practice',
      'kw-pam-2025',
      'sg-nds-2021',
      'us-1910-142',
    ]);
  });

  it('is a base like any other: what it has is not offered again, and composing over it changes nothing', async () => {
    await as(planner, async (transaction) => {
      const standardId = await composeOverPractice(transaction);
      const base = await getStandard(transaction, { standardId });
      const offered = rulesToOffer(base.rules, (await listInstruments(transaction)).rules);
      expect(offered.some((rule) => rule.standardKey === 'us-1910-142' && rule.threshold === 4.65)).toBe(
        false,
      );
      const ticked = new Set(base.rules.map(({ id }) => id));
      const again = compose(compositionOf({ base: base.rules, offered, ticked, reasons: new Map() }));
      expect(again.criteria.flatMap(({ standing }) => standing)).toEqual(base.rules);
      expect(again.undecided).toEqual([]);
    });
  });

  it('gets the next version, each its own when many are composed at once, and stands in the log', async () => {
    const versionsOf = async () =>
      (await as(planner, listOwnStandards))
        .filter(({ key }) => key === 'adopted-standard')
        .map(({ version }) => version);
    const before = await versionsOf();
    await Promise.all(Array.from({ length: 6 }, () => as(planner, (t) => composeOverPractice(t))));
    const latest = Math.max(0, ...before);
    expect(await versionsOf()).toEqual(Array.from({ length: latest + 6 }, (_, index) => latest + 6 - index));
    const entries = await as(auditor, (transaction) =>
      listAuditEntries(transaction, { action: 'standard.composed', limit: 1 }),
    );
    expect(entries[0]).toMatchObject({
      subjectKind: 'standard',
      subjectName: 'Standard of a test',
      actorName: planner.displayName,
      details: { version: latest + 6, criteria: 5 },
    });
  });

  it('is composed by planners alone', async () => {
    await expect(as(inspector, (transaction) => composeOverPractice(transaction))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('is in force only once adopted; proposed, planners and auditors see it coming', async () => {
    const from = addDays(today, 30);
    const standardId = await as(planner, (transaction) => composeOverPractice(transaction, 'Proposed'));
    await as(planner, (transaction) =>
      proposeAdoption(transaction, {
        standardId,
        effectiveFrom: from,
        residentsUntil: addDays(from, 90),
        reason: 'a test of what is to come',
        proposedBy: planner.accountId,
      }),
    );
    expect(await as(planner, listProposedAdoptions)).toMatchObject([
      { name: 'Proposed', effectiveFrom: from, residentsUntil: addDays(from, 90), state: 'preparing' },
    ]);
    expect(await as(auditor, listProposedAdoptions)).toHaveLength(1);
    expect(await as(inspector, listProposedAdoptions)).toEqual([]);
    expect((await as(planner, (t) => findAdoptedStandard(t, { day: from })))?.name).not.toBe('Proposed');

    await fresh.owner
      .insertInto('standardAdoption')
      .values({ standardId, adoptedFrom: from, residentsUntil: addDays(from, 90), reason: 'signed' })
      .execute();
    expect((await as(planner, (t) => findAdoptedStandard(t, { day: from })))?.name).toBe('Proposed');
    expect((await as(planner, (t) => findAdoptedStandard(t, { day: today })))?.name).not.toBe('Proposed');
    expect(await as(inspector, listAdoptions)).toMatchObject([
      { name: 'Proposed', adoptedFrom: from, residentsUntil: addDays(from, 90), reason: 'signed' },
      { adoptedFrom: '2023-01-01', residentsUntil: null },
    ]);
  });

  it('is none of the published instruments: those are not adopted as they are', async () => {
    const { instruments } = await as(planner, listInstruments);
    await expect(
      as(planner, (transaction) => getOwnStandard(transaction, { standardId: instruments[0]!.id })),
    ).rejects.toMatchObject({ problem: { code: 'not_found' } });
  });
});
