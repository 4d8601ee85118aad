import type { ScenarioChoices } from '#app/data/placement/scenario-choices.ts';
import { defaultOptions, priorityClasses } from '#app/domain/allocation/options.ts';
import type { FormChange, ScenarioField } from '#app/domain/allocation/scenario-fields.ts';
import { fieldName, fieldsOf, priorities } from '#app/domain/allocation/scenario-fields.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Refusal } from '#app/domain/problem.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { PlanOptionsFields } from '#app/ui/planning/plan-options-fields.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';

/** The fields’ labels by their names, for a summary of what is wrong. */
export function useChangeLabels(): (change: FormChange) => Readonly<Record<string, string>> {
  const { scenarios } = useSpeech().texts;
  return (change) =>
    Object.fromEntries(
      fieldsOf[change.kind].map((field) => [
        fieldName(change, field),
        `${scenarios.kind[change.kind]}: ${scenarios[field]}`,
      ]),
    );
}

/** What is typed of one change. */
export function ChangeFields({
  change,
  choices,
  today,
  refusal,
}: {
  change: FormChange;
  choices: ScenarioChoices;
  today: Day;
  refusal: Refusal;
}) {
  const { scenarios } = useSpeech().texts;
  const { problems, typed } = refusal;
  const field = (name: ScenarioField, usual = '') => {
    const id = fieldName(change, name);
    return {
      id,
      name: id,
      label: scenarios[name],
      problem: problems?.[id],
      defaultValue: typed?.[id] ?? usual,
    };
  };
  const options = useChoices(choices);
  switch (change.kind) {
    case 'open_building':
    case 'close_building': {
      const buildings = options.buildings(change.kind === 'close_building');
      return buildings.length === 0 ? (
        <p>{scenarios.noBuilding}</p>
      ) : (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField {...field('building', buildings[0]?.value)} options={buildings} />
          <TextField {...field('from', today)} type="date" />
        </div>
      );
    }
    case 'standard':
      return (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField {...field('standard', options.standards[0]?.value)} options={options.standards} />
          <TextField {...field('from', today)} type="date" />
        </div>
      );
    case 'priority':
      return (
        <div className="grid items-end gap-4 sm:grid-cols-2">
          <SelectField {...field('whose')} options={options.whose} />
          <SelectField {...field('priority', '50')} options={options.priorities} />
        </div>
      );
    case 'options':
      return <PlanOptionsFields options={defaultOptions} refusal={refusal} />;
    case 'more_workers':
      return (
        <div className="grid items-end gap-4 sm:grid-cols-3">
          <p className="text-sm text-muted sm:col-span-3">{scenarios.countHint}</p>
          <TextField {...field('count', '20000')} inputMode="numeric" />
          <TextField {...field('women', '0')} inputMode="numeric" />
          <TextField {...field('nights', '0')} inputMode="numeric" />
          <TextField {...field('from', today)} type="date" />
          <TextField {...field('to')} type="date" optional />
          <SelectField {...field('near', options.near[0]?.value)} options={options.near} />
        </div>
      );
  }
}

function useChoices({ sites, buildings, standards, requests }: ScenarioChoices) {
  const { texts, format, language } = useSpeech();
  const { scenarios, plans, planning } = texts;
  const standardName = useStandardName();
  const siteName = new Map(sites.map((site) => [site.id, language === 'ar' ? site.nameAr : site.nameEn]));
  const employers = new Map(requests.map(({ employerId, employerName }) => [employerId, employerName]));
  const workplaces = new Map(requests.map((request) => [request.workplaceId, request]));
  const named = (name: string) => isolate(name);
  return {
    buildings: (areOpen: boolean) =>
      buildings
        .filter(({ isOpen }) => isOpen === areOpen)
        .map(({ id, name, siteId, opensOn }) => ({
          value: id,
          label: areOpen ? named(name) : scenarios.opensOn(named(name), format.day(opensOn)),
          group: siteName.get(siteId) ?? '',
        })),
    standards: [...standards]
      .sort((one, other) => Number(other.isOwn) - Number(one.isOwn))
      .map((standard) => ({
        value: standard.id,
        label: `${standardName(standard)} (${format.number(standard.version)})`,
        group: standard.isOwn ? scenarios.groupOwn : scenarios.groupInstruments,
      })),
    whose: [
      ...priorityClasses.map((each) => ({
        value: `class:${each}`,
        label: scenarios.ofClass(plans.priorityClass[each]),
        group: scenarios.groupClass,
      })),
      ...[...employers].map(([id, name]) => ({
        value: `employer:${id}`,
        label: scenarios.ofEmployer(named(name)),
        group: scenarios.groupEmployer,
      })),
      ...requests.map(({ id, number, employerName }) => ({
        value: `request:${id}`,
        label: scenarios.ofRequest(number, named(employerName)),
        group: scenarios.groupRequest,
      })),
    ],
    priorities: priorities.map((value) => ({
      value: String(value),
      label: planning.priorityName(value),
    })),
    near: [
      ...sites.map(({ id }) => ({
        value: `site:${id}`,
        label: scenarios.nearSite(siteName.get(id) ?? ''),
        group: scenarios.groupSites,
      })),
      ...[...workplaces.values()].map(({ workplaceId, workplaceName, employerName }) => ({
        value: `workplace:${workplaceId}`,
        label: scenarios.nearWorkplace(named(employerName), named(workplaceName)),
        group: scenarios.groupWorkplaces,
      })),
    ],
  };
}
