import type { ChangeNames } from '#app/data/placement/scenario-choices.ts';
import type { ScenarioChange } from '#app/domain/allocation/scenario.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';

/** Where what was supposed is done in earnest. */
export function RealActs({
  scenarioId,
  changes,
  names,
}: {
  scenarioId: string;
  changes: readonly ScenarioChange[];
  names: ChangeNames;
}) {
  const { scenarios: words } = useSpeech().texts;
  const acts = changes.flatMap((change) => {
    const to = pathTo(change, { scenarioId, names });
    return to ? [{ to, label: words.act[change.kind] }] : [];
  });
  return acts.length === 0 ? null : (
    <Card title={words.doIt} className="print:hidden">
      <p className="mb-3 text-muted">{words.doItLead}</p>
      <ul className="flex flex-col items-start gap-3">
        {acts.map(({ to, label }, index) => (
          <li key={index}>
            <LinkButton to={to}>{label}</LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function pathTo(
  change: ScenarioChange,
  { scenarioId, names: { buildings, standards } }: { scenarioId: string; names: ChangeNames },
): string | null {
  switch (change.kind) {
    case 'open_building': {
      const building = buildings[change.buildingId];
      return building ? `/sites/${building.siteKey}/buildings/${change.buildingId}/edit` : null;
    }
    case 'close_building': {
      const building = buildings[change.buildingId];
      return building ? `/sites/${building.siteKey}/close?building=${change.buildingId}` : null;
    }
    case 'standard':
      return standards[change.standardId]?.isOwn ? `/standards/${change.standardId}/adopt` : '/standards';
    case 'priority':
      return change.whose.kind === 'request' ? `/requests/${change.whose.requestId}` : '/requests';
    case 'options':
      return `/plans/new?scenario=${scenarioId}`;
    case 'more_workers':
      return null;
  }
}
