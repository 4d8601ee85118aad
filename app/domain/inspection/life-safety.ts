/**
 * Criteria that every inspection of a building asks after, whatever standard is adopted: what people died of in the fires
 * of workers' housing. They are published ones, by instrument and key; which of them to ask always is our proposal. Unless
 * they are adopted, they bear on no capacity: where one fails, the place is closed.
 */
export const lifeSafetyCriteria = [
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'roof_and_exit_doors_open_from_inside' },
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'smoke_detectors' },
  { standardKey: 'sa-group-housing-2025', criterionKey: 'fire_alarm' },
  { standardKey: 'qa-md18-2014', criterionKey: 'fire_extinguishers' },
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'sleeping_in_basement_or_ground_store' },
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'gas_cylinders_in_building' },
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'flammable_partitions' },
  { standardKey: 'kw-fire-lessons-2024', criterionKey: 'unapproved_extensions' },
] as const;
