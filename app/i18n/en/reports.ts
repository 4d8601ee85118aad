import type { Role } from '#app/domain/identity/actor.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';

/** The list of inspections, one inspection, its review and its published report. */
export const reports = {
  inspection: (number: number) => `Inspection ${number}`,
  wholeSite: (site: string) => `${isolate(site)}, the whole site`,
  list: {
    lead: 'What was looked at, by whom, and what came of it.',
    leads: {
      supervisor: 'What inspectors submitted waits here to be reviewed and published.',
      site_manager: 'Inspections of your sites, once they are submitted.',
    } as Readonly<Partial<Record<Role, string>>>,
    searchLabel: 'Building or number of the inspection',
    any: 'all',
    number: 'Inspection',
    place: 'Place',
    site: 'Site',
    day: 'Day',
    from: 'From',
    to: 'To',
    reason: 'Reason',
    inspector: 'Inspector',
    inspectors: 'Inspectors',
    nobody: 'nobody yet',
    state: 'State',
    outcome: 'Outcome',
    findings: 'Findings',
    critical: (count: string) => `${count} critical`,
    none: 'There is no inspection yet.',
    noneMatches: 'No inspection matches.',
    showAll: 'Show all inspections',
    found: (count: number) => plural('en', count, { one: 'inspection', other: 'inspections' }),
  },
};

export type ReportsTexts = typeof reports;
