import { Link } from '@remix-run/react';
import type {
  CapacityChangeKind,
  CapacityChangeState,
} from '#app/domain/capacity/changes/capacity-change.ts';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { ChangeStateTag } from '#app/ui/state-tags.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useChangeInWords } from './place-in-words.ts';

interface ListedChange {
  readonly id: string;
  readonly number: number;
  readonly kind: CapacityChangeKind;
  readonly state: CapacityChangeState;
  readonly standard: { readonly name: string; readonly nameAr: string | null } | null;
  readonly place: NamedPlace | null;
  readonly effectiveFrom: string;
  readonly preview: { readonly leaving: number; readonly nowhere: number } | null;
  readonly proposedByName: string;
  readonly signedByName: string | null;
}

export function ChangeTable({ changes: rows }: { changes: readonly ListedChange[] }) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const inWords = useChangeInWords();
  if (rows.length === 0)
    return (
      <EmptyState title={changes.empty}>
        <p>{changes.howToClose}</p>
      </EmptyState>
    );
  return (
    <DataTable
      caption={changes.title}
      rows={rows}
      rowKey={(change) => change.id}
      columns={[
        {
          key: 'number',
          header: changes.number,
          rowHeader: true,
          cell: (change) => <Link to={`/changes/${change.id}`}>{changes.change(change.number)}</Link>,
        },
        { key: 'what', header: changes.what, cell: (change) => <bdi>{inWords(change)}</bdi> },
        { key: 'state', header: changes.state, cell: (change) => <ChangeStateTag state={change.state} /> },
        {
          key: 'from',
          header: changes.days.effectiveFrom,
          cell: (change) => format.day(change.effectiveFrom),
        },
        {
          key: 'leaving',
          header: changes.figures.leaving,
          numeric: true,
          cell: ({ preview }) => (preview ? format.number(preview.leaving) : '—'),
        },
        {
          key: 'nowhere',
          header: changes.figures.nowhere,
          numeric: true,
          cell: ({ preview }) => (preview ? format.number(preview.nowhere) : '—'),
        },
        {
          key: 'proposedBy',
          header: changes.proposedBy,
          cell: (change) => <bdi>{change.proposedByName}</bdi>,
        },
        {
          key: 'signedBy',
          header: changes.signedBy,
          cell: (change) => <bdi>{change.signedByName ?? '—'}</bdi>,
        },
      ]}
    />
  );
}
