import type { MultiPolygon, Polygon } from 'geojson';
import type { InspectionReport, ReportedPhoto } from '#app/domain/inspection/report.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { StampMap } from '#app/ui/map/stamp-map.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { FilePhotos } from './file-photos.tsx';

/** By how much a camera's clock may differ from the phone's before it is told. */
const CLOCKS_DIFFER_MS = 10 * 60_000;

/** What was recorded of the visit itself: where the phones were, who signed or refused, remarks, and every photo. */
export function VisitRecord({
  report,
  map,
}: {
  report: Pick<InspectionReport, 'place' | 'stamps' | 'signatures' | 'refusals' | 'remarks' | 'photos'>;
  map: { outline: MultiPolygon; tileUrl: string | undefined; boundary: Polygon | null };
}) {
  const { texts, format } = useSpeech();
  const { visit, conflict } = texts.reports;
  const { place, stamps, signatures, refusals, remarks, photos } = report;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={visit.stamps} className="min-w-0">
        {stamps.length === 0 ? (
          <p className="text-muted">{visit.noStamps}</p>
        ) : (
          <>
            <StampMap {...map} label={visit.mapLabel} place={place} stamps={stamps} className="mb-4 h-72" />
            <DataTable
              caption={visit.stamps}
              rows={stamps}
              rowKey={({ at, by }) => `${at} ${by}`}
              columns={[
                {
                  key: 'at',
                  header: visit.recorded,
                  rowHeader: true,
                  cell: ({ at }) => <time dateTime={at}>{format.instant(at)}</time>,
                },
                { key: 'by', header: texts.reports.list.inspector, cell: ({ by }) => <bdi>{by}</bdi> },
                {
                  key: 'distance',
                  header: place.buildingName === null ? visit.distanceOfSite : visit.distance,
                  numeric: true,
                  cell: ({ distanceM }) => visit.metres(format.number(distanceM)),
                },
                {
                  key: 'accuracy',
                  header: visit.accuracy,
                  numeric: true,
                  cell: ({ accuracyM }) => visit.within(format.number(accuracyM)),
                },
              ]}
            />
          </>
        )}
      </Card>
      <div className="flex min-w-0 flex-col gap-6">
        <Card title={visit.signatures}>
          {signatures.length === 0 && refusals.length === 0 ? (
            <p className="text-muted">{visit.noSignatures}</p>
          ) : (
            <ul className="flex flex-col gap-4">
              {signatures.map(({ by, name, strokes, at }) => (
                <li key={`${at} ${by}`}>
                  <p>
                    <span className="font-semibold">{visit.signer[by]}</span>: <bdi>{name}</bdi>
                    <span className="block text-sm text-muted">{format.instant(at)}</span>
                  </p>
                  <svg
                    viewBox="0 0 600 200"
                    role="img"
                    aria-label={visit.signatureOf(name)}
                    className="mt-1 w-full max-w-sm rounded-md border border-line bg-white"
                  >
                    <path d={strokes} fill="none" stroke="#10201c" strokeWidth="4" strokeLinecap="round" />
                  </svg>
                </li>
              ))}
              {refusals.map(({ name, reason, at }) => (
                <li key={at}>
                  <Tag tone="warning">{visit.refused}</Tag> <bdi>{name}</bdi>
                  <p>
                    <bdi className="whitespace-pre-line">{reason}</bdi>
                  </p>
                  <p className="text-sm text-muted">{format.instant(at)}</p>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={visit.remarks}>
          {remarks.length === 0 ? (
            <p className="text-muted">{visit.noRemarks}</p>
          ) : (
            <ul className="flex flex-col gap-3">
              {remarks.map(({ note, by, at }) => (
                <li key={`${at} ${by}`}>
                  <bdi className="block whitespace-pre-line">{note}</bdi>
                  <span className="text-sm text-muted">{conflict.by(by, format.instant(at))}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
      </div>
      <Card title={visit.photos} className="min-w-0 lg:col-span-2">
        {photos.length === 0 ? <p className="text-muted">{visit.noPhotos}</p> : null}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-4">
          {photos.map((photo) => (
            <li key={photo.photoId} className="min-w-0">
              <Photo photo={photo} />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

function Photo({ photo }: { photo: ReportedPhoto }) {
  const { texts, format } = useSpeech();
  const { visit, conflict } = texts.reports;
  const { hash, at, by, takenAt, distanceM, isSetAside, isHere } = photo;
  const differs = takenAt !== null && Math.abs(Date.parse(takenAt) - Date.parse(at)) > CLOCKS_DIFFER_MS;
  return (
    <>
      <FilePhotos hashes={[hash]} arrived={isHere ? [hash] : []} />
      <p className="mt-1 text-sm">
        {isSetAside ? <Tag>{visit.setAside}</Tag> : null} {visit.recorded}:{' '}
        {conflict.by(by, format.instant(at))}
        <span className="block">
          {visit.camera}: {takenAt === null ? visit.cameraSilent : format.instant(takenAt)}{' '}
          {differs ? <Tag tone="warning">{visit.cameraDiffers}</Tag> : null}
        </span>
        {distanceM === null ? null : (
          <span className="block">{visit.cameraDistance(format.number(distanceM))}</span>
        )}
        <span className="block text-muted">
          {visit.hash}:{' '}
          <bdi dir="ltr" className="font-mono break-all">
            {hash}
          </bdi>
        </span>
      </p>
    </>
  );
}
