import { Link } from '@remix-run/react';
import type { SiteOutcome } from '#app/domain/capacity/what-if.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

/** More places than that are counted, not listed. */
const MOST_SHOWN = 40;

/** Where further facilities would go, site by site, and those that would lift nothing. */
export function PlacedFacilities({
  outcomes,
  sites,
  buildings,
}: {
  outcomes: readonly SiteOutcome[];
  sites: readonly { readonly id: string; readonly key: string; readonly name: string }[];
  /** Names by id. */
  buildings: Readonly<Record<string, string>>;
}) {
  const { texts, format } = useSpeech();
  const { limits, places, whatIf } = texts;
  const kindInWords = (kind: string) => limits.facility[kind] ?? kind;
  return outcomes
    .filter(({ placed, left }) => placed.length > 0 || Object.keys(left).length > 0)
    .map(({ siteId, placed, left }) => {
      const site = sites.find(({ id }) => id === siteId);
      const given = byPlace(placed);
      const leftOver = Object.entries(left).map(
        ([kind, count]) => `${kindInWords(kind)} ${format.number(count)}`,
      );
      return (
        <Card key={siteId} title={whatIf.placedAt(site?.name ?? '')}>
          <p className="mb-3 max-w-prose text-sm text-muted">{whatIf.placingRule}</p>
          {leftOver.length > 0 ? <p className="mb-3">{whatIf.leftOver(leftOver.join(' · '))}</p> : null}
          {given.length > 0 ? (
            <DataTable
              caption={whatIf.placedAt(site?.name ?? '')}
              rows={given.slice(0, MOST_SHOWN)}
              rowKey={({ buildingId, floor }) => `${buildingId} ${floor}`}
              columns={[
                {
                  key: 'building',
                  header: places.searchBuilding,
                  rowHeader: true,
                  cell: ({ buildingId }) =>
                    buildingId === null ? (
                      whatIf.siteItself
                    ) : (
                      <Link to={`/sites/${site?.key}/buildings/${buildingId}`}>
                        <bdi>{buildings[buildingId]}</bdi>
                      </Link>
                    ),
                },
                {
                  key: 'floor',
                  header: places.floorHeader,
                  cell: ({ floor }) => (floor === null ? '' : places.floor(floor)),
                },
                {
                  key: 'facilities',
                  header: places.facilities,
                  cell: ({ facilities }) =>
                    facilities
                      .map(({ kind, count }) => limits.lift.more(kindInWords(kind), format.number(count)))
                      .join(' · '),
                },
              ]}
            />
          ) : null}
          {given.length > MOST_SHOWN ? (
            <p className="mt-2 text-muted">{whatIf.andMore(format.number(given.length - MOST_SHOWN))}</p>
          ) : null}
        </Card>
      );
    });
}

type Placed = SiteOutcome['placed'][number];

/** All that one floor, building or site was given, together. */
function byPlace(placed: readonly Placed[]) {
  const places = new Map<string, Pick<Placed, 'buildingId' | 'floor'> & { facilities: Placed[] }>();
  for (const each of placed) {
    const { buildingId, floor } = each;
    const key = `${buildingId} ${floor}`;
    const place = places.get(key) ?? { buildingId, floor, facilities: [] };
    place.facilities.push(each);
    places.set(key, place);
  }
  return [...places.values()];
}
