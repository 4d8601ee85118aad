/** Risk, schedule and the list of inspections. */
export const inspections = {
  title: '',
};

export type InspectionsTexts = typeof inspections;
