import { Form } from '@remix-run/react';
import type { ReadPolygon } from '#app/domain/places/boundary.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { FileCell, shownOfFile } from '#app/ui/file-cell.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import type { FileRow, Remarks } from '#app/ui/remark-table.tsx';
import { RemarkTable } from '#app/ui/remark-table.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** A file as it was judged, its first rows, and whether the right ones are saved. */
export interface PreviewedPlaces {
  readonly text: string;
  readonly isSaved: boolean;
  readonly kind: 'buildings' | 'rooms' | 'facilities';
  readonly ignored: readonly string[];
  /** The site's boundary, where the file holds one. */
  readonly boundary: ReadPolygon | null;
  readonly counts: 'lines' | 'features';
  readonly totals: { readonly right: number; readonly wrong: number };
  readonly right: readonly (FileRow & { readonly effect: 'new' | 'changes' })[];
  readonly warned: readonly (FileRow & { readonly warnings: Remarks })[];
  readonly wrong: readonly (FileRow & { readonly problems: Remarks })[];
}

export function ImportPreview({ previewed, busy }: { previewed: PreviewedPlaces; busy: boolean }) {
  const { sitePlan, terms } = useSpeech().texts;
  const nameOf = useColumnNames();
  const lineName = previewed.counts === 'features' ? sitePlan.feature : sitePlan.line;
  const { text, isSaved, kind, ignored, boundary, totals, right, warned, wrong } = previewed;
  const canSave = !isSaved && (totals.right > 0 || boundary?.ok);
  return (
    <Card title={sitePlan.previewTitle} className="flex flex-col gap-4">
      {isSaved ? (
        <Notice tone="success">{sitePlan.saved(totals.right)}</Notice>
      ) : (
        <Notice tone={totals.right > 0 ? 'success' : 'info'}>{sitePlan.rightRows(totals.right)}</Notice>
      )}
      {boundary && !isSaved ? <BoundaryNotice boundary={boundary} /> : null}
      {ignored.length > 0 ? (
        <Notice tone="warning">
          <span className="wrap-anywhere">
            {sitePlan.ignored(ignored.map(shownOfFile).map(isolate).join(terms.comma))}
          </span>
        </Notice>
      ) : null}
      {totals.wrong > 0 ? (
        <Notice tone="warning" title={sitePlan.wrongRows(totals.wrong)}>
          <p>{sitePlan.wrongStay}</p>
        </Notice>
      ) : null}
      {canSave ? (
        <Form method="post" encType="multipart/form-data">
          <textarea name="places" hidden readOnly value={text} />
          <SubmitButton name="intent" value="commit" disabled={busy}>
            {sitePlan.saveRight(totals.right)}
          </SubmitButton>
        </Form>
      ) : null}
      <RemarkTable
        title={sitePlan.wrongRows(totals.wrong)}
        header={sitePlan.problem}
        nameOf={(field) => nameOf(kind, field)}
        lineName={lineName}
        rows={wrong.map((row) => ({ ...row, remarks: row.problems }))}
      />
      <RemarkTable
        title={sitePlan.warning}
        header={sitePlan.warning}
        nameOf={(field) => nameOf(kind, field)}
        lineName={lineName}
        rows={warned.map((row) => ({ ...row, remarks: row.warnings }))}
      />
      {isSaved ? null : <RightRows kind={kind} lineName={lineName} rows={right} count={totals.right} />}
    </Card>
  );
}

function BoundaryNotice({ boundary }: { boundary: ReadPolygon }) {
  const { sitePlan, places, fieldProblems } = useSpeech().texts;
  return boundary.ok ? (
    <Notice>{sitePlan.boundaryRight(places.squareKilometres(boundary.areaM2))}</Notice>
  ) : (
    <Notice tone="warning" title={sitePlan.boundaryWrong}>
      <p>{fieldProblems[boundary.code]}</p>
      {boundary.at ? <p>{sitePlan.problemAt(String(boundary.at[0]), String(boundary.at[1]))}</p> : null}
    </Notice>
  );
}

/** The names of a table's columns. */
function useColumnNames() {
  const { sitePlan, limits } = useSpeech().texts;
  const names: Readonly<Record<string, string>> = {
    ...limits.facility,
    ...sitePlan.buildingFields,
    ...sitePlan.roomFields,
    shape: sitePlan.shape,
  };
  return (kind: PreviewedPlaces['kind'], field: string) =>
    (kind === 'buildings' ? sitePlan.buildingFields[field as 'name'] : undefined) ?? names[field] ?? field;
}

/** The right rows as they stand in the file, and what each does. */
function RightRows({
  kind,
  lineName,
  rows,
  count,
}: {
  kind: PreviewedPlaces['kind'];
  lineName: string;
  rows: PreviewedPlaces['right'];
  count: number;
}) {
  const { sitePlan } = useSpeech().texts;
  const nameOf = useColumnNames();
  if (rows.length === 0) return null;

  const fields = [
    ...new Set(rows.flatMap(({ cells }) => Object.keys(cells).filter((field) => cells[field]))),
  ];
  return (
    <div className="flex flex-col gap-2">
      {count > rows.length ? <p className="text-sm text-muted">{sitePlan.onlyFirst(rows.length)}</p> : null}
      <DataTable
        caption={sitePlan.rightRows(count)}
        captionVisible
        rows={rows}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', header: lineName, numeric: true, rowHeader: true, cell: ({ line }) => line },
          {
            key: 'effect',
            header: sitePlan.effect,
            cell: ({ effect }) => (
              <Tag tone={effect === 'new' ? 'success' : 'brand'}>{sitePlan.effects[effect]}</Tag>
            ),
          },
          ...fields.map((field) => ({
            key: field,
            header: nameOf(kind, field),
            cell: ({ cells }: FileRow) => (cells[field] ? <FileCell text={cells[field]} /> : null),
          })),
        ]}
      />
    </div>
  );
}
