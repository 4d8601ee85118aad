import { getSiteOutline, listBuildingPoints } from '#app/data/places/places.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';

/** A site with its boundary and buildings, and the map's ground, to place and draw on. @throws ProblemError not_found */
export function loadSite(
  { transact, outline, tileUrl }: Pick<RequestContext, 'transact' | 'outline' | 'tileUrl'>,
  siteKey: string | undefined,
) {
  return transact(async (transaction) => {
    const site = await getSiteOutline(transaction, { siteKey: siteKey ?? '' });
    const buildings = await listBuildingPoints(transaction, { siteId: site.id });
    return { site, buildings, outline, tileUrl };
  });
}
