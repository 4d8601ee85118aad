/**
 * The standard that the demonstration data are judged by: what is published for Kuwait, and where Kuwait's own text was
 * not found, criteria of others, each named. A ministry adopts its own.
 */
export const demonstrationStandard = {
  key: 'demonstration-overlay',
  name: 'Demonstration standard: Kuwait’s limit of four a room, with areas and sanitation of other instruments',
  nameAr: 'المعيار التجريبي: حد الكويت وهو أربعة في الغرفة، مع المساحات والمرافق الصحية من صكوك أخرى',
  adoptedFrom: '2023-01-01',
  reason: 'للعرض التجريبي فقط · For the demonstration only',
  picks: [
    { standardKey: 'kw-pam-2025', criterionKey: 'max_occupants_per_room' },
    { standardKey: 'sg-nds-2021', criterionKey: 'floor_area_per_person_m2' },
    { standardKey: 'ae-labour-accommodation', criterionKey: 'ceiling_height_m' },
    { standardKey: 'ae-labour-accommodation', criterionKey: 'persons_per_toilet' },
    { standardKey: 'ae-labour-accommodation', criterionKey: 'persons_per_shower' },
    { standardKey: 'ae-labour-accommodation', criterionKey: 'persons_per_washbasin' },
    { standardKey: 'kw-pam-2025', criterionKey: 'first_aid_room_with_nurse' },
    { standardKey: 'ae-labour-accommodation', criterionKey: 'own_bed' },
  ],
} as const;
