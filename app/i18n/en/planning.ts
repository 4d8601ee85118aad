export const planning = {};

export type PlanningTexts = typeof planning;
