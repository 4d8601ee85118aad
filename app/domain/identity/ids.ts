declare const brand: unique symbol;

/** An identifier that can't be passed where another record's identifier is meant. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type SiteId = Id<'site'>;
export type BuildingId = Id<'building'>;
export type RoomId = Id<'room'>;
export type AssignmentId = Id<'assignment'>;
export type ScenarioId = Id<'scenario'>;
export type BedId = Id<'bed'>;
export type EmployerId = Id<'employer'>;
export type WorkplaceId = Id<'workplace'>;
export type WorkerId = Id<'worker'>;
export type AccountId = Id<'account'>;
export type PlacementRequestId = Id<'placement_request'>;
export type PlanId = Id<'plan'>;
export type PlanPartId = Id<'plan_part'>;
export type CapacityChangeId = Id<'capacity_change'>;
export type InspectionId = Id<'inspection'>;
export type FindingId = Id<'finding'>;
export type CorrectiveActionId = Id<'corrective_action'>;
export type NoticeId = Id<'notice'>;
export type ClosureId = Id<'closure'>;
