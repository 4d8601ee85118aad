/** Figures from here up to the next are shown alike. */
const STEPS = [0, 20, 40, 60] as const;

/** Which of the four steps, from 0 (least), a figure falls in. */
export function riskStep(figure: number): 0 | 1 | 2 | 3 {
  return Math.max(
    0,
    STEPS.findLastIndex((from) => figure >= from),
  ) as 0 | 1 | 2 | 3;
}
