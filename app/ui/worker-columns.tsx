import type { AccessNeed, Sex, Shift } from '#app/domain/placement/people.ts';
import { useSpeech } from './language-context.tsx';
import type { Column } from './table.tsx';

interface WorkerRow {
  readonly sex: Sex;
  readonly shift: Shift;
  readonly accessNeeds: readonly string[];
}

/** Sex, shift and access needs, which decide the bed, wherever workers are listed. */
export function useWorkerColumns<Row extends WorkerRow>(): Column<Row>[] {
  const { employer, terms } = useSpeech().texts;
  return [
    { key: 'sex', header: employer.fields.sex, cell: (row) => terms.sex[row.sex] },
    { key: 'shift', header: employer.fields.shift, cell: (row) => terms.shift[row.shift] },
    {
      key: 'needs',
      header: employer.needs,
      cell: (row) =>
        row.accessNeeds.map((need) => terms.accessNeed[need as AccessNeed]).join(terms.comma) || '—',
    },
  ];
}
