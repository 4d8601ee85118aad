import type { LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { listNoticesOn } from '#app/data/inspection/notices.ts';
import { isDay } from '#app/domain/dates.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { noticeSheet } from '#app/server/request/notice-sheet.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { NoticeSheet } from '#app/ui/findings/notice-sheet.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { Pagination } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.findings.notices);

/** All notices of a day (`?day=`), today's without one, as they are printed. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { page, limit, offset } = readListQuery(request);
  const asked = new URL(request.url).searchParams.get('day') ?? '';
  const { today } = context;
  const day = isDay(asked) ? asked : today;
  const { rows, total } = await context.transact((transaction) =>
    listNoticesOn(transaction, { day, today, limit, offset }),
  );
  return { notices: rows.map(noticeSheet), day, today, page, pages: pageCount(total) };
}

export default function Notices() {
  const { notices, day, today, page, pages } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { findings } = texts;
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={findings.noticesOf(format.day(day))}
          lead={findings.noticesLead}
          back={{ to: '/findings', label: findings.title }}
          actions={notices.length > 0 ? <PrintButton /> : null}
        />
        <Form method="get" className="mb-5 flex flex-wrap items-end gap-3">
          <TextField key={day} type="date" name="day" max={today} label={findings.day} defaultValue={day} />
          <SubmitButton kind="secondary">{findings.show}</SubmitButton>
        </Form>
      </div>
      {notices.length === 0 ? <EmptyState title={findings.noNoticesOn} /> : null}
      <div className="flex flex-col gap-6 print:block">
        {notices.map((notice) => (
          <NoticeSheet key={notice.number} notice={notice} />
        ))}
      </div>
      <Pagination page={page} pages={pages} />
    </>
  );
}
