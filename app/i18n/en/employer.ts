export const employer = {};

export type EmployerTexts = typeof employer;
