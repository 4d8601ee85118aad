export const placementRequestStates = [
  'draft',
  'submitted',
  'accepted',
  'partly_placed',
  'placed',
  'ended',
  'returned',
  'refused',
  'withdrawn',
] as const;
export type PlacementRequestState = (typeof placementRequestStates)[number];

export type PlanState =
  'running' | 'proposed' | 'approved' | 'applied' | 'discarded' | 'superseded' | 'failed';

/** States in which an employer may change, send or drop its request. */
export const editableStates: readonly PlacementRequestState[] = ['draft', 'returned'];

/** States from which a plan may take workers. */
export const plannableStates: readonly PlacementRequestState[] = ['accepted', 'partly_placed'];

/** States in which an employer may withdraw what it sent. */
export const withdrawableStates: readonly PlacementRequestState[] = ['submitted', 'accepted'];

/** Whom to list of a plan. */
export const placementFilters = ['all', 'placed', 'unplaced'] as const;
export type PlacementFilter = (typeof placementFilters)[number];
