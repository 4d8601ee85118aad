/** Review, publication and the report of an inspection. */
export const reports = {
  title: '',
};

export type ReportsTexts = typeof reports;
