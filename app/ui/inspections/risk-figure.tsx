import type { BuildingRisk } from '#app/domain/risk/building-risk.ts';
import { RISK_STEPS, riskStep } from '#app/domain/risk/risk-step.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useRiskInWords } from './risk-in-words.ts';

/** The colours of the four steps of risk, from least to most. */
export const riskColours = ['var(--heat-1)', 'var(--heat-2)', 'var(--heat-3)', 'var(--heat-4)'] as const;

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };

/** A share of 1 as a bar, from the side where reading begins. */
export function ShareBar({ share, colour, className }: { share: number; colour: string; className: string }) {
  return (
    <svg
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      className={`rounded-sm border border-line bg-raised rtl:-scale-x-100 ${className}`}
      aria-hidden="true"
    >
      <rect width={share * 100} height="10" fill={colour} />
    </svg>
  );
}

/** The figure with a bar of its length. */
export function RiskFigure({ figure }: { figure: number }) {
  const { format } = useSpeech();
  return (
    <span className="flex items-center gap-2">
      <span className="w-10 text-end font-semibold tabular-nums">{format.number(figure, oneDecimal)}</span>
      <ShareBar share={figure / 100} colour={riskColours[riskStep(figure)]} className="h-3 w-24" />
    </span>
  );
}

/** Each reason with its points, the weightiest first. */
export function RiskReasons({ reasons, most }: { reasons: BuildingRisk['reasons']; most?: number }) {
  const { texts, format } = useSpeech();
  const { risk } = texts.inspections;
  const inWords = useRiskInWords();
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {reasons.slice(0, most).map((reason) => (
        <li key={reason.factor} className="flex gap-2">
          <span className="w-12 shrink-0 text-end tabular-nums text-muted">
            {risk.points(format.number(reason.points, oneDecimal))}
          </span>
          <span>{inWords(reason)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the colours of the map mean. */
export function RiskLegend() {
  const { texts, format } = useSpeech();
  const { risk } = texts.inspections;
  const stepEnd = (index: number) => {
    const next = RISK_STEPS[index + 1];
    return next === undefined ? null : format.number(next);
  };
  return (
    <ul aria-label={risk.figure} className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {RISK_STEPS.map((from, index) => (
        <li key={from} className="flex items-center gap-2">
          <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
            <circle cx="8" cy="8" r="7" fill={riskColours[index]} stroke="var(--ink)" />
          </svg>
          {risk.step(format.number(from), stepEnd(index))}
        </li>
      ))}
    </ul>
  );
}
