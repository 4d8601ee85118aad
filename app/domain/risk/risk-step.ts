/** Figures from here up to the next are shown alike. */
export const RISK_STEPS = [0, 10, 20, 30] as const;

/** Which of the four steps, from 0 (least), a figure falls in. */
export function riskStep(figure: number): 0 | 1 | 2 | 3 {
  return Math.max(
    0,
    RISK_STEPS.findLastIndex((from) => figure >= from),
  ) as 0 | 1 | 2 | 3;
}
