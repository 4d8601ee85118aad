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

const arrangesInspectors = (role: Role) => role === 'planner' || role === 'supervisor';

/** Leads between the pages about inspections. */
export function InspectionTabs({ current, role }: { current: View; role: Role }) {
  const { inspections } = useSpeech().texts;
  return (
    <Tabs
      label={inspections.title}
      tabs={views
        .filter((view) => view !== 'inspectors' || arrangesInspectors(role))
        .map((view) => ({ to: addresses[view], label: inspections.tabs[view], current: view === current }))}
    />
  );
}
