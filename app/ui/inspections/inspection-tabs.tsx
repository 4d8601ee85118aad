import type { Role } from '#app/domain/identity/actor.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

const views = ['risk', 'schedule', 'all', 'inspectors'] as const;
type View = (typeof views)[number];

const addresses: Readonly<Record<View, string>> = {
  risk: '/inspections/risk',
  schedule: '/inspections/schedule',
  all: '/inspections',
  inspectors: '/inspections/inspectors',
};

/** Who plans visits, and says where inspectors work. */
export const arrangesInspections = (role: Role) => role === 'planner' || role === 'supervisor';

/** Leads between the pages about inspections; a site manager has one of them alone. */
export function InspectionTabs({ current, role }: { current: View; role: Role }) {
  const { inspections, shell } = useSpeech().texts;
  if (role === 'site_manager') return null;
  return (
    <Tabs
      label={shell.inspections}
      tabs={views
        .filter((view) => view !== 'inspectors' || arrangesInspections(role))
        .map((view) => ({ to: addresses[view], label: inspections.tabs[view], current: view === current }))}
    />
  );
}
