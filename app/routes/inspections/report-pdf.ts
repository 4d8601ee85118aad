import type { LoaderFunctionArgs } from '@remix-run/node';
import { getPublished, listVersions } from '#app/data/inspection/published-reports.ts';
import { differencesOf } from '#app/domain/inspection/report.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { chooseLanguage } from '#app/i18n/language.ts';
import { printReport } from '#app/server/report/print-report.ts';
import { recordId } from '#app/server/request/record-id.ts';

/** A published version (`?version=`, else the last) as PDF, in the reader's language or the one asked for (`?paper=`), which leaves the reader's own. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const inspectionId = recordId<'inspection'>(params['inspectionId']);
  const search = new URL(request.url).searchParams;
  const asked = search.get('version');
  const language = chooseLanguage(search.get('paper'), context.language);
  const { published, before } = await context.transact(async (transaction) => {
    const versions = await listVersions(transaction, { inspectionId });
    const at =
      asked === null ? versions.length - 1 : versions.findIndex((each) => String(each.version) === asked);
    const [version, previous] = [versions[at], versions[at - 1]];
    if (!version) throw new ProblemError('not_found');
    return {
      published: await getPublished(transaction, { inspectionId, version: version.version }),
      before: previous && (await getPublished(transaction, { inspectionId, version: previous.version })),
    };
  });
  const pdf = await printReport(
    { ...context, language },
    {
      published,
      differences: before ? differencesOf(before.report, published.report) : null,
    },
  );
  const { number } = published.report;
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Length': String(pdf.length),
      'Content-Disposition': `inline; filename="inspection-${number}-v${published.version}-${language}.pdf"`,
    },
  });
}
