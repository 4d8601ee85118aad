import type { getPublished } from '#app/data/inspection/published-reports.ts';
import type { ReportDifferences } from '#app/domain/inspection/report.ts';
import { standingFindings } from '#app/domain/inspection/report.ts';
import { makeThumbnail } from '#app/server/files/pixels.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { reportDocument } from './report-document.ts';

/** On paper a photo is 55 mm wide: some 220 dots an inch. */
const THUMBNAIL_PIXELS = 480;

/** A published version as PDF, with the photos of its findings as far as their files are here. */
export async function printReport(
  { files, reports, language }: Pick<RequestContext, 'files' | 'reports' | 'language'>,
  {
    published: { report, ...published },
    differences,
  }: { published: Awaited<ReturnType<typeof getPublished>>; differences: ReportDifferences | null },
): Promise<Uint8Array> {
  const hashes = new Set(standingFindings(report).flatMap((finding) => finding.hashes));
  const photos: { hash: string; bytes: Uint8Array }[] = [];
  for (const hash of hashes) {
    const bytes = await files.read(hash);
    if (bytes) photos.push({ hash, bytes: await makeThumbnail(bytes, THUMBNAIL_PIXELS) });
  }
  const document = reportDocument(
    { report, published, differences, photos: new Set(photos.map(({ hash }) => hash)) },
    language,
  );
  return reports.print({ document, photos });
}
