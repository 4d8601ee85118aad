import type { FieldProblemCode } from '#app/domain/problem.ts';
import { FileCell } from './file-cell.tsx';
import { useSpeech } from './language-context.tsx';
import { DataTable } from './table.tsx';

export interface FileRow {
  readonly line: number;
  readonly cells: Readonly<Partial<Record<string, string>>>;
}

export type Remarks = readonly { readonly field: string; readonly code: FieldProblemCode }[];

/** What was remarked on cells of a file, a line a cell. */
export function RemarkTable({
  title,
  header,
  nameOf,
  lineName,
  notAcceptedWord,
  rows,
}: {
  title: string;
  header: string;
  nameOf: (field: string) => string;
  lineName: string;
  /** What is said of a word that is not accepted, where the page tells which are. */
  notAcceptedWord?: string;
  rows: readonly (FileRow & { readonly remarks: Remarks })[];
}) {
  const { sitePlan, fieldProblems } = useSpeech().texts;
  const cells = rows.flatMap(({ line, cells: typed, remarks }) =>
    remarks.map(({ field, code }) => ({ line, field, code, value: typed[field] ?? '' })),
  );
  if (cells.length === 0) return null;
  return (
    <DataTable
      caption={title}
      captionVisible
      rows={cells}
      rowKey={({ line, field, code }) => `${line} ${field} ${code}`}
      columns={[
        { key: 'line', header: lineName, numeric: true, rowHeader: true, cell: ({ line }) => line },
        { key: 'column', header: sitePlan.column, cell: ({ field }) => nameOf(field) },
        { key: 'value', header: sitePlan.value, cell: ({ value }) => <FileCell text={value} /> },
        {
          key: 'remark',
          header,
          cell: ({ code }) =>
            code === 'not_a_choice' ? (notAcceptedWord ?? sitePlan.notAcceptedWord) : fieldProblems[code],
        },
      ]}
    />
  );
}
