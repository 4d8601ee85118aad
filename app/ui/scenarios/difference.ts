import { useSpeech } from '#app/ui/language-context.tsx';

export interface Difference {
  readonly sign: -1 | 0 | 1;
  readonly text: string;
}

/** Keeps the sign at the left of its digits in Arabic too. */
const LEFT_TO_RIGHT = '\u200e';

/** By how much a figure differs, with its sign; nothing where it would read as nothing. */
export function useDifference(): (by: number, show: (value: number) => string) => Difference {
  const { same } = useSpeech().texts.scenarios;
  return (by, show) => {
    const size = show(Math.abs(by));
    if (size === show(0)) return { sign: 0, text: `${LEFT_TO_RIGHT}${same}` };
    return by > 0
      ? { sign: 1, text: `${LEFT_TO_RIGHT}+${size}` }
      : { sign: -1, text: `${LEFT_TO_RIGHT}−${size}` };
  };
}
