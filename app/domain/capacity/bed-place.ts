/** Where a bed stands, in the words on its door. */
export interface BedPlace {
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingName: string;
  readonly floor: number;
  readonly roomName: string;
  readonly bedLabel: string;
}
