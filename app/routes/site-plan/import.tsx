import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { getSite } from '#app/data/places/places.ts';
import { placeTableKinds } from '#app/domain/places/place-headers.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import type { JudgedPlaces } from '#app/server/csv/place-import.ts';
import { commitPlaces, previewPlaces } from '#app/server/csv/place-import.ts';
import { FilePreviewForm } from '#app/ui/file-preview-form.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { ImportPreview } from '#app/ui/site-plan/import-preview.tsx';
import type { PreviewedPlaces } from '#app/ui/site-plan/import-preview.tsx';

export const meta = titled((texts) => texts.sitePlan.importPlaces);

const SHOWN_ROWS = 200;

export async function loader({ context, params }: LoaderFunctionArgs) {
  return context.transact((transaction) => getSite(transaction, { siteKey: params['siteKey'] ?? '' }));
}

/** First the file is judged and shown; its text comes back with the second form, and is judged anew as it is saved. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const isCommit = form.get('intent') === 'commit';
  const text = isCommit ? String(form.get('places') ?? '') : await readTextFile(form.get('file'));
  const asked = { siteKey: params['siteKey'] ?? '', text, outline: context.outline };
  const preview = () => context.transact((transaction) => previewPlaces(transaction, asked));
  if (!isCommit) return { text, ...shownOf(await preview()), isSaved: false };
  try {
    const judged = await context.transact((transaction) =>
      commitPlaces(transaction, { ...asked, today: context.today }),
    );
    return { text, ...shownOf(judged), isSaved: true };
  } catch (error) {
    if (!isProblemError(error)) throw error;
    return { text, ...shownOf(await preview()), isSaved: false, problem: error.problem };
  }
}

/** As much as a screen shows of it: a file may have many thousand rows. */
function shownOf({ kind, ignored, counts, rows, ...rest }: JudgedPlaces) {
  const right = rows.right.map(({ line, cells, effect, warnings }) => ({ line, cells, effect, warnings }));
  return {
    kind,
    ignored,
    boundary: 'boundary' in rest ? rest.boundary : null,
    counts,
    totals: { right: right.length, wrong: rows.wrong.length },
    right: right.slice(0, SHOWN_ROWS),
    warned: right.filter(({ warnings }) => warnings.length > 0).slice(0, SHOWN_ROWS),
    wrong: rows.wrong.slice(0, SHOWN_ROWS),
  };
}

export default function ImportPlaces() {
  const site = useLoaderData<typeof loader>();
  const answer = useActionData<Partial<PreviewedPlaces>>();
  const { problem } = useRefusal();
  const { texts, language } = useSpeech();
  const { sitePlan } = texts;
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeader
        title={sitePlan.importPlaces}
        lead={sitePlan.importLead}
        back={{ to: `/sites/${site.key}`, label: language === 'ar' ? site.nameAr : site.nameEn }}
      />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        {answer?.totals ? <ImportPreview previewed={answer as PreviewedPlaces} busy={busy} /> : null}
        <div className="grid gap-6 lg:grid-cols-2">
          <Card>
            <FilePreviewForm
              accept=".csv,.json,.geojson,text/csv,text/plain,application/geo+json,application/json"
              label={sitePlan.file}
              hint={sitePlan.importHint}
              preview={sitePlan.preview}
              busy={busy}
            />
          </Card>
          <Card title={sitePlan.templates}>
            <ul className="mb-3 flex flex-wrap gap-x-6 gap-y-2">
              {placeTableKinds.map((kind) => (
                <li key={kind}>
                  <a
                    href={`/sites/${site.key}/import/template.csv?of=${kind}`}
                    className="inline-flex min-h-8 items-center font-semibold text-brand underline underline-offset-4"
                  >
                    {sitePlan.template[kind]}
                  </a>
                </li>
              ))}
            </ul>
            <p className="text-muted">{sitePlan.unitsHint}</p>
            <p className="text-muted">{sitePlan.noneHint}</p>
          </Card>
        </div>
      </div>
    </>
  );
}
