import { Form } from '@remix-run/react';
import type { RightTravelRow, TravelField, WrongTravelRow } from '#app/domain/placement/travel-times.ts';
import { travelFields } from '#app/domain/placement/travel-times.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { FileCell } from '#app/ui/file-cell.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { RemarkTable } from '#app/ui/remark-table.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** A file of travel times as it was judged, its first rows, and whether the right ones are saved. */
export interface PreviewedTimes {
  readonly text: string;
  readonly source: string;
  readonly isSaved: boolean;
  /** The digest of what saving would do. */
  readonly agreedTo: string;
  /** `told`: right rows that tell something new; `same`: those that say what is known; `warned` are of either. */
  readonly totals: Readonly<Record<'told' | 'same' | 'warned' | 'wrong' | 'empty', number>>;
  readonly right: readonly RightTravelRow[];
  readonly warned: readonly RightTravelRow[];
  readonly wrong: readonly WrongTravelRow[];
}

export function TravelPreview({ previewed, busy }: { previewed: PreviewedTimes; busy: boolean }) {
  const { texts } = useSpeech();
  const { sitePlan, travel, terms } = texts;
  const nameOf = (field: string) => travel.fields[field as TravelField];
  const { text, source, isSaved, agreedTo, totals, right, warned, wrong } = previewed;
  return (
    <Card title={sitePlan.previewTitle} className="flex flex-col gap-4">
      <Notice tone={totals.told > 0 ? 'success' : 'info'}>
        {isSaved ? sitePlan.saved(totals.told) : sitePlan.rightRows(totals.told)}
      </Notice>
      {totals.same > 0 ? <p>{travel.sameRows(totals.same)}</p> : null}
      {totals.empty > 0 ? <p>{travel.emptyRows(totals.empty)}</p> : null}
      {totals.wrong > 0 ? (
        <Notice tone="warning" title={sitePlan.wrongRows(totals.wrong)}>
          <p>{sitePlan.wrongStay}</p>
        </Notice>
      ) : null}
      {!isSaved && totals.told > 0 ? (
        <Form method="post" encType="multipart/form-data">
          <textarea name="times" hidden readOnly value={text} />
          <input type="hidden" name="source" value={source} />
          <input type="hidden" name="agreedTo" value={agreedTo} />
          <SubmitButton name="intent" value="commit" disabled={busy}>
            {sitePlan.saveRight(totals.told)}
          </SubmitButton>
        </Form>
      ) : null}
      {totals.wrong > wrong.length ? (
        <p className="text-sm text-muted">{sitePlan.onlyFirst(wrong.length)}</p>
      ) : null}
      <RemarkTable
        title={sitePlan.wrongRows(totals.wrong)}
        header={sitePlan.problem}
        nameOf={nameOf}
        lineName={sitePlan.line}
        rows={wrong.map((row) => ({ ...row, remarks: row.problems }))}
      />
      {totals.warned > warned.length ? (
        <p className="text-sm text-muted">{sitePlan.onlyFirst(warned.length)}</p>
      ) : null}
      <RemarkTable
        title={sitePlan.warning}
        header={sitePlan.warning}
        nameOf={nameOf}
        lineName={sitePlan.line}
        rows={warned.map((row) => ({ ...row, remarks: row.warnings }))}
      />
      {isSaved || right.length === 0 ? null : (
        <>
          {totals.told > right.length ? (
            <p className="text-sm text-muted">{sitePlan.onlyFirst(right.length)}</p>
          ) : null}
          <DataTable
            caption={sitePlan.rightRows(totals.told)}
            captionVisible
            rows={right}
            rowKey={({ line }) => String(line)}
            columns={[
              {
                key: 'line',
                header: sitePlan.line,
                numeric: true,
                rowHeader: true,
                cell: ({ line }) => line,
              },
              {
                key: 'effect',
                header: sitePlan.effect,
                cell: ({ effect }) =>
                  effect === 'same' ? null : (
                    <Tag tone={effect === 'new' ? 'success' : 'brand'}>{sitePlan.effects[effect]}</Tag>
                  ),
              },
              ...travelFields.map((field) => ({
                key: field,
                header: travel.fields[field],
                cell: ({ cells, time, before }: RightTravelRow) =>
                  field === 'minutes' ? (
                    <>
                      {travel.minutes(time.minutes)}
                      {before ? (
                        <span className="block text-sm text-muted">
                          {travel.insteadOf(travel.minutes(before.minutes), before.source)}
                        </span>
                      ) : null}
                    </>
                  ) : (
                    <FileCell text={field === 'source' ? time.source : (cells[field] ?? '')} />
                  ),
              })),
              {
                key: 'distance',
                header: travel.distance,
                numeric: true,
                cell: ({ metres }) => terms.kilometres(metres),
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}
