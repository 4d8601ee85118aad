import type { RiskWeights } from '#app/domain/risk/risk-weights.ts';
import { riskFactors } from '#app/domain/risk/risk-weights.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, EstimateMark } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** What weighs how much in the figure, and that it is our proposal. */
export function RiskWeightsCard({ weights }: { weights: RiskWeights }) {
  const { texts, format } = useSpeech();
  const { risk } = texts.inspections;
  const notes = risk.weightsNotes({
    critical: format.number(weights.severity.critical),
    major: format.number(weights.severity.major),
    minor: format.number(weights.severity.minor),
    halveDays: format.number(weights.findingsHalveInDays),
    corrected: format.number(weights.correctedCounts),
    doubleDays: format.number(weights.overdueDoublesInDays),
    reportDays: format.number(weights.reportDays),
  });
  return (
    <Card title={risk.weightsTitle}>
      <p className="mb-3">
        <EstimateMark>{risk.ourProposal}</EstimateMark> {risk.weightsLead(weights.version)}
      </p>
      <DataTable
        caption={risk.weightsTitle}
        rows={riskFactors.map((factor) => ({ factor, ...weights.factors[factor] }))}
        rowKey={({ factor }) => factor}
        columns={[
          {
            key: 'factor',
            header: risk.factor,
            rowHeader: true,
            cell: ({ factor }) => risk.factors[factor],
          },
          { key: 'most', header: risk.most, numeric: true, cell: ({ most }) => format.number(most) },
          {
            key: 'halfAt',
            header: risk.halfAt,
            cell: ({ factor, halfAt }) => risk.halves[factor](format.number(halfAt)),
          },
        ]}
      />
      <ul className="mt-3 list-disc ps-5 text-sm text-muted">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Card>
  );
}
