export const sexes = ['male', 'female'] as const;
export type Sex = (typeof sexes)[number];

/** Buildings are designated for men or women; a room holds one sex at a time. */
export const sexDesignations = ['men', 'women'] as const;
export type SexDesignation = (typeof sexDesignations)[number];

export const designationOf = { male: 'men', female: 'women' } as const satisfies Record<Sex, SexDesignation>;

/** People of different shifts never share a room: one would wake the other. */
export const shifts = ['day', 'night', 'rotating'] as const;
export type Shift = (typeof shifts)[number];

/** What a worker's body asks of a place: a step-free way in and an accessible room, or a lower bed. */
export const accessNeeds = ['step_free', 'lower_bed'] as const;
export type AccessNeed = (typeof accessNeeds)[number];

/** The ten languages the workers are served in (BCP 47). */
export const workerLanguages = ['ar', 'en', 'hi', 'bn', 'ur', 'ne', 'ta', 'ml', 'fil', 'si'] as const;
export type WorkerLanguage = (typeof workerLanguages)[number];
