import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getNotice } from '#app/data/inspection/notices.ts';
import { noticeSheet } from '#app/server/request/notice-sheet.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { NoticeSheet } from '#app/ui/findings/notice-sheet.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';

export const meta = titled((texts) => texts.findings.notices);

export async function loader({ context, params }: LoaderFunctionArgs) {
  const noticeId = recordId<'notice'>(params['noticeId']);
  const notice = await context.transact((t) => getNotice(t, { noticeId, today: context.today }));
  return { notice: noticeSheet(notice), findingId: notice.finding.id };
}

export default function NoticePage() {
  const { notice, findingId } = useLoaderData<typeof loader>();
  const { findings } = useSpeech().texts;
  return (
    <>
      <div className="print:hidden">
        <PageHeader
          title={`${findings.notice(notice.number)}: ${findings.steps[notice.step]}`}
          lead={findings.noticesLead}
          back={{ to: `/findings/${findingId}`, label: findings.finding }}
          actions={<PrintButton />}
        />
      </div>
      <NoticeSheet notice={notice} />
    </>
  );
}
