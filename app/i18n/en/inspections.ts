/** Risk, schedule and the list of inspections. */
export const inspections = {
  title: 'Inspections',
  tabs: { risk: 'Risk', schedule: 'Schedule', all: 'All inspections', inspectors: 'Inspectors' },
};

export type InspectionsTexts = typeof inspections;
