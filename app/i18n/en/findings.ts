/** Findings, corrective actions, repairs and notices. */
export const findings = {
  title: '',
};

export type FindingsTexts = typeof findings;
