import { Form } from '@remix-run/react';
import { useMemo, useState } from 'react';
import { withFacts } from '#app/domain/capacity/judging/facts-change.ts';
import { judgeBuilding } from '#app/domain/capacity/judging/judgement.ts';
import type { BuildingFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { FactField } from '#app/domain/places/facts-form.ts';
import { factsForm, readFactsForm } from '#app/domain/places/facts-form.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ChangeDayFields } from '#app/ui/changes/change-day-fields.tsx';
import { CellField, CellSelect, SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import type { RefusedForm } from './refused-form.ts';
import { CapacityEffect } from './capacity-effect.tsx';

/**
 * The facts of a floor and its rooms, or of the whole building. At each key the building is judged anew, by the rules
 * that the server judges it by, and what would become of its capacity is shown beside.
 */
export function FactsFields({
  siteId,
  building,
  floor,
  criteria,
  today,
  mayPropose,
  problems,
  typed,
}: RefusedForm & {
  siteId: string;
  building: BuildingFacts;
  floor: number | null;
  criteria: readonly Criterion[];
  today: string;
  /** What was typed could not be saved since people would have to move. */
  mayPropose: boolean;
}) {
  const { sitePlan, changes, places } = useSpeech().texts;
  const nameOf = useFactNames();
  const form = useMemo(() => factsForm(building, floor, criteria), [building, floor, criteria]);
  const all = useMemo(() => [...form.own, ...form.rooms.flatMap(({ fields }) => fields)], [form]);
  const shown = useMemo(
    () => Object.fromEntries(all.map(({ name, text }) => [name, text === 'none' ? sitePlan.none : text])),
    [all, sitePlan],
  );
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>(typed ?? {});
  const before = useMemo(() => judgeBuilding(building, criteria), [building, criteria]);
  const after = useMemo(() => {
    const { change, changed } = readFactsForm(form, { siteId, typed: entered, shown });
    if (changed === 0) return before;
    const site = withFacts({ id: siteId, buildings: [building], facilities: {}, measured: {} }, change);
    return site.buildings[0] ? judgeBuilding(site.buildings[0], criteria) : before;
  }, [form, siteId, entered, shown, building, criteria, before]);
  const labelOf = (field: FactField) => {
    const room = form.rooms.find(({ id }) => id === field.place.roomId);
    return room ? `${places.room(room.name)}: ${nameOf(field)}` : nameOf(field);
  };
  const controlOf = (field: FactField) => ({
    field,
    label: nameOf(field),
    value: typed?.[field.name] ?? shown[field.name] ?? '',
    problem: problems?.[field.name],
  });
  const factsOfRooms = [
    ...new Map(form.rooms.flatMap(({ fields }) => fields.map((field) => [factKey(field), field]))).values(),
  ];
  return (
    <Form
      method="post"
      noValidate
      aria-label={sitePlan.editBuilding}
      onChange={({ currentTarget }) =>
        setEntered(
          Object.fromEntries([...new FormData(currentTarget)].map(([name, value]) => [name, String(value)])),
        )
      }
      className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] max-lg:[&_input]:scroll-mb-48 max-lg:[&_select]:scroll-mb-48"
    >
      <input type="hidden" name="shown" value={JSON.stringify(shown)} />
      <div className="flex min-w-0 flex-col gap-6">
        <FieldProblemSummary
          problems={problems}
          labels={{
            ...Object.fromEntries(all.map((field) => [field.name, labelOf(field)])),
            ...changes.days,
            reason: changes.reason,
          }}
        />
        {mayPropose ? (
          <Notice tone="warning" title={sitePlan.peopleWouldMove}>
            <div className="mt-2 flex flex-col gap-4">
              <p>{sitePlan.proposeLead}</p>
              <ChangeDayFields today={today} days={typed ?? {}} problems={problems} kind="measurement" />
              <TextArea
                id="reason"
                name="reason"
                label={changes.reason}
                hint={changes.reasonHint}
                defaultValue={typed?.['reason']}
                problem={problems?.['reason']}
                dir="auto"
              />
              <div>
                <SubmitButton name="intent" value="propose">
                  {sitePlan.proposeChange}
                </SubmitButton>
              </div>
            </div>
          </Notice>
        ) : null}
        <Card title={sitePlan.ownFacts}>
          {form.own.length > 0 ? (
            <>
              <p className="mb-3 text-muted">{sitePlan.ownFactsHint}</p>
              <div className="grid items-end gap-4 sm:grid-cols-2 xl:grid-cols-3">
                {form.own.map((field) => (
                  <FactControl key={field.name} {...controlOf(field)} />
                ))}
              </div>
            </>
          ) : (
            <p className="text-muted">{sitePlan.noOwnFacts}</p>
          )}
        </Card>
        {floor === null ? null : (
          <section className="flex flex-col gap-2">
            <h2>{sitePlan.roomsTitle}</h2>
            {form.rooms.length === 0 ? (
              <p className="text-muted">{sitePlan.noRooms}</p>
            ) : (
              <>
                <p className="text-muted">{sitePlan.areaHint}</p>
                <DataTable
                  caption={sitePlan.roomsTitle}
                  rows={form.rooms}
                  rowKey={({ id }) => id}
                  columns={[
                    {
                      key: 'name',
                      header: sitePlan.room,
                      rowHeader: true,
                      cell: ({ name }) => <bdi className="whitespace-nowrap">{name}</bdi>,
                    },
                    ...factsOfRooms.map((field) => ({
                      key: factKey(field),
                      header: nameOf(field),
                      cell: ({ fields }: (typeof form.rooms)[number]) => {
                        const own = fields.find((each) => factKey(each) === factKey(field));
                        return own ? <FactControl {...controlOf(own)} spoken={labelOf(own)} /> : null;
                      },
                    })),
                  ]}
                />
              </>
            )}
          </section>
        )}
      </div>
      <div className="sticky bottom-0 z-10 flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-lg lg:top-4 lg:bottom-auto lg:shadow-none">
        <CapacityEffect before={before} after={after} floor={floor} />
        <div>
          <SubmitButton name="intent" value="save">
            {sitePlan.saveFacts}
          </SubmitButton>
        </div>
      </div>
    </Form>
  );
}

function useFactNames(): (field: FactField) => string {
  const { sitePlan, limits, places } = useSpeech().texts;
  return ({ fact: { kind, key } }) => {
    if (kind === 'recorded') return sitePlan.roomFields[key as 'windows'];
    if (kind === 'counted') return limits.facility[key] ?? key;
    return limits.fact[key] ?? places.criteria[key] ?? key;
  };
}

const factKey = ({ fact }: FactField) => `${fact.kind} ${fact.key}`;

/** The field of a fact: by itself under its label, or in a cell of a table where `spoken` names it. */
function FactControl({
  field: { name, fact },
  label,
  value,
  problem,
  spoken,
}: {
  field: FactField;
  label: string;
  value: string;
  problem: FieldProblemCode | undefined;
  spoken?: string;
}) {
  const { sitePlan, places } = useSpeech().texts;
  const shared = { id: name, name, problem, defaultValue: value };
  if (fact.kind === 'seen') {
    const options = [
      { value: '', label: sitePlan.unknown },
      { value: 'yes', label: places.yes },
      { value: 'no', label: places.no },
    ];
    return spoken ? (
      <CellSelect {...shared} spoken={spoken} options={options} />
    ) : (
      <SelectField {...shared} label={label} options={options} />
    );
  }
  const text = { ...shared, placeholder: sitePlan.unknown, autoComplete: 'off', dir: 'auto' };
  return spoken ? <CellField {...text} spoken={spoken} /> : <TextField {...text} label={label} />;
}
