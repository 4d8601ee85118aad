import type { nationalOutcome, SiteOutcome } from '#app/domain/capacity/what-if.ts';
import type { LostBeds } from '#app/domain/capacity/waterfall.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useLostInWords } from '#app/ui/places/lost-in-words.ts';
import type { Column } from '#app/ui/table.tsx';
import { DataTable } from '#app/ui/table.tsx';

type Outcome = ReturnType<typeof nationalOutcome> & {
  readonly id: string;
  readonly name: string;
  readonly binds: { readonly before: LostBeds | undefined; readonly after: LostBeds | undefined } | null;
};

/** What would become of each site, and of all together. */
export function WhatIfOutcome({
  outcomes,
  national,
  sites,
}: {
  outcomes: readonly SiteOutcome[];
  national: ReturnType<typeof nationalOutcome>;
  sites: readonly { readonly id: string; readonly name: string }[];
}) {
  const { texts, format } = useSpeech();
  const { places, whatIf } = texts;
  const inWords = useLostInWords();
  const rows = [
    ...outcomes.map((outcome): Outcome => ({
      ...outcome,
      id: outcome.siteId,
      name: sites.find(({ id }) => id === outcome.siteId)?.name ?? '',
      binds: { before: outcome.lostBefore[0], after: outcome.lostAfter[0] },
    })),
    { ...national, id: 'all', name: places.total, binds: null },
  ];
  const signed = (figure: number) => format.number(figure, { signDisplay: 'exceptZero' });
  const figure = (
    key: string,
    header: string,
    of: (outcome: Outcome) => number,
    shown = (value: number) => format.number(value),
  ): Column<Outcome> => ({ key, header, numeric: true, cell: (outcome) => shown(of(outcome)) });
  const binding = (lost: LostBeds | undefined) =>
    lost ? whatIf.takes(inWords(lost), format.number(lost.beds)) : whatIf.nothingBinds;
  return (
    <DataTable
      caption={whatIf.outcome}
      captionVisible
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'site', header: places.site, rowHeader: true, cell: ({ name }) => name },
        figure('before', whatIf.capacityNow, ({ before }) => before.certain),
        figure('after', whatIf.capacityThen, ({ after }) => after.certain),
        figure('change', whatIf.change, ({ before, after }) => after.certain - before.certain, signed),
        figure('possible', whatIf.possibleThen, ({ after }) => after.possible),
        figure('shrink', whatIf.roomsThatShrink, (outcome) => outcome.roomsThatShrink),
        figure('grow', whatIf.roomsThatGrow, (outcome) => outcome.roomsThatGrow),
        figure('above', whatIf.housedAbove, (outcome) => outcome.housedAboveAfter),
        {
          key: 'bindsNow',
          header: whatIf.bindsNow,
          cell: ({ binds }) => (binds ? binding(binds.before) : ''),
        },
        {
          key: 'bindsThen',
          header: whatIf.bindsThen,
          cell: ({ binds }) => (binds ? binding(binds.after) : ''),
        },
      ]}
    />
  );
}
