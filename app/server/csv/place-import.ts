import type { MultiPolygon } from 'geojson';
import { readSiteFacts } from '#app/data/places/place-facts.ts';
import { setBoundary } from '#app/data/places/place-editing.ts';
import { importBuildings, importFacilities, importRooms } from '#app/data/places/place-import.ts';
import { getSiteOutline } from '#app/data/places/places.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Day } from '#app/domain/dates.ts';
import type { SiteId } from '#app/domain/identity/ids.ts';
import type { ReadPolygon } from '#app/domain/places/boundary.ts';
import type { BuildingColumn, BuildingEntry } from '#app/domain/places/building-entry.ts';
import type { FacilityField, RoomColumn } from '#app/domain/places/place-headers.ts';
import type { FacilitiesEntry, JudgedRows, KnownBuildings } from '#app/domain/places/place-rows.ts';
import {
  judgeBuildingRows,
  judgeFacilityRows,
  judgeRoomRows,
  knownBuildings,
} from '#app/domain/places/place-rows.ts';
import type { RoomEntry } from '#app/domain/places/room-entry.ts';
import type { PlaceFile } from './place-file.ts';
import { readPlaceFile } from './place-file.ts';

/** A file of places, each row judged against itself, the file and the site. */
export type JudgedPlaces = {
  readonly ignored: readonly string[];
  /** What a row's number counts. */
  readonly counts: 'lines' | 'features';
} & (
  | {
      readonly kind: 'buildings';
      readonly rows: JudgedRows<BuildingColumn, BuildingEntry>;
      /** The site's boundary, where the file holds one. */
      readonly boundary: ReadPolygon | null;
    }
  | { readonly kind: 'rooms'; readonly rows: JudgedRows<RoomColumn, RoomEntry> }
  | { readonly kind: 'facilities'; readonly rows: JudgedRows<FacilityField, FacilitiesEntry> }
);

interface Asked {
  readonly siteKey: string;
  readonly text: string;
  readonly outline: MultiPolygon;
}

/** @throws ProblemError not_found, and what `readPlaceFile` throws */
export async function previewPlaces(transaction: ActorTransaction, asked: Asked): Promise<JudgedPlaces> {
  return (await judge(transaction, asked)).judged;
}

/**
 * Writes the right rows, and the boundary where the file holds a right one; the wrong rows stay out.
 * @throws ProblemError as `previewPlaces`, and people_would_move
 */
export async function commitPlaces(
  transaction: ActorTransaction,
  { today, ...asked }: Asked & { readonly today: Day },
): Promise<JudgedPlaces> {
  const { judged, known, siteId } = await judge(transaction, asked);
  const place = { siteId, known, today };
  switch (judged.kind) {
    case 'buildings':
      if (judged.boundary?.ok)
        await setBoundary(transaction, {
          siteId,
          boundary: judged.boundary.polygon,
          areaM2: judged.boundary.areaM2,
        });
      if (judged.rows.right.length > 0)
        await importBuildings(transaction, {
          ...place,
          entries: judged.rows.right.map(({ entry }) => entry),
        });
      break;
    case 'rooms':
      await importRooms(transaction, { ...place, entries: judged.rows.right.map(({ entry }) => entry) });
      break;
    case 'facilities':
      await importFacilities(transaction, { ...place, entries: judged.rows.right.map(({ entry }) => entry) });
      break;
  }
  return judged;
}

async function judge(
  transaction: ActorTransaction,
  { siteKey, text, outline }: Asked,
): Promise<{ judged: JudgedPlaces; known: KnownBuildings; siteId: SiteId }> {
  const site = await getSiteOutline(transaction, { siteKey });
  const [facts] = await readSiteFacts(transaction, { siteId: site.id });
  const known = knownBuildings(facts ?? { buildings: [] });
  const judged = judgeFile(readPlaceFile(text, outline), { known, outline, boundary: site.boundary });
  return { judged, known, siteId: site.id as SiteId };
}

function judgeFile(file: PlaceFile, site: Parameters<typeof judgeBuildingRows>[1]): JudgedPlaces {
  const { ignored } = file;
  switch (file.kind) {
    case 'rooms':
      return { kind: 'rooms', ignored, counts: 'lines', rows: judgeRoomRows(file.rows, site) };
    case 'facilities':
      return { kind: 'facilities', ignored, counts: 'lines', rows: judgeFacilityRows(file.rows, site) };
    case 'buildings':
      return {
        kind: 'buildings',
        ignored,
        counts: 'lines',
        rows: judgeBuildingRows(file.rows, site),
        boundary: null,
      };
    case 'features': {
      // A boundary that the file brings along is the one that its buildings should lie in.
      const boundary = file.boundary?.ok ? file.boundary.polygon : site.boundary;
      const { right, wrong } = judgeBuildingRows(file.buildings, { ...site, boundary });
      const rows = { right, wrong: [...file.wrong, ...wrong].sort((one, other) => one.line - other.line) };
      return { kind: 'buildings', ignored, counts: 'features', rows, boundary: file.boundary };
    }
  }
}
