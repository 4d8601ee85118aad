import type { ActionFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useActionData, useNavigation } from '@remix-run/react';
import type { JudgedTravelRows } from '#app/domain/placement/travel-times.ts';
import { toldRows } from '#app/domain/placement/travel-times.ts';
import { isProblemError, problemStatus } from '#app/domain/problem.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import { commitTravelTimes, digestOfTold, previewTravelTimes } from '#app/server/csv/travel-import.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { FilePreviewForm } from '#app/ui/file-preview-form.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import type { PreviewedTimes } from '#app/ui/planning/travel-preview.tsx';
import { TravelPreview } from '#app/ui/planning/travel-preview.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

export const meta = titled((texts) => texts.travel.import);

const SHOWN_ROWS = 200;

export function loader() {
  return null;
}

/**
 * First the file is judged and shown; its text comes back with the second form, and is judged anew as it is saved. What
 * was refused is shown as it would be now, so that the file needn't be chosen again.
 */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const isCommit = form.get('intent') === 'commit';
  const text = isCommit ? String(form.get('times') ?? '') : await readTextFile(form.get('file'));
  const source = String(form.get('source') ?? '');
  const asked = { text, source };
  const preview = async () => ({
    ...asked,
    ...shownOf(await context.transact((transaction) => previewTravelTimes(transaction, asked))),
    isSaved: false,
  });
  if (!isCommit) return preview();
  try {
    const agreedTo = String(form.get('agreedTo') ?? '');
    const judged = await context.transact((transaction) =>
      commitTravelTimes(transaction, { ...asked, agreedTo }),
    );
    return { ...asked, ...shownOf(judged), isSaved: true };
  } catch (error) {
    if (!isProblemError(error)) throw error;
    const { problem } = error;
    return data({ ...(await preview()), problem }, { status: problemStatus[problem.code] });
  }
}

/** As much as a screen shows of it: a file may have many thousand rows. */
function shownOf(judged: JudgedTravelRows) {
  const { right, wrong, empty } = judged;
  const told = toldRows(judged);
  const warned = right.filter(({ warnings }) => warnings.length > 0);
  return {
    agreedTo: digestOfTold(judged),
    totals: {
      told: told.length,
      same: right.length - told.length,
      warned: warned.length,
      wrong: wrong.length,
      empty,
    },
    right: told.slice(0, SHOWN_ROWS),
    warned: warned.slice(0, SHOWN_ROWS),
    wrong: wrong.slice(0, SHOWN_ROWS),
  };
}

export default function ImportTravelTimes() {
  const { problem } = useRefusal();
  const answer = useActionData<Partial<PreviewedTimes>>();
  const { travel, sitePlan } = useSpeech().texts;
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeader
        title={travel.import}
        lead={travel.importLead}
        back={{ to: '/travel-times', label: travel.title }}
        actions={
          <LinkButton to="/travel-times.csv" reloadDocument>
            {travel.template}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        {answer?.totals ? <TravelPreview previewed={answer as PreviewedTimes} busy={busy} /> : null}
        <Card className="max-w-2xl">
          <FilePreviewForm
            accept=".csv,text/csv,text/plain"
            label={sitePlan.file}
            hint={travel.importHint}
            preview={sitePlan.preview}
            busy={busy}
            after={
              <>
                <TextField
                  id="source"
                  name="source"
                  maxLength={200}
                  autoComplete="off"
                  optional
                  label={travel.source}
                  hint={travel.sourceHint}
                  defaultValue={answer?.source}
                />
                <p className="text-muted">{travel.emptyHint}</p>
              </>
            }
          />
        </Card>
      </div>
    </>
  );
}
