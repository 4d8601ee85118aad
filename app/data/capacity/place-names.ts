/** The columns of a NamedPlace's names, where its tables are joined. */
export const placeNames = [
  'site.key as siteKey',
  'site.nameAr as siteAr',
  'site.nameEn as siteEn',
  'building.name as buildingName',
  'room.name as roomName',
  'bed.label as bedLabel',
] as const;
