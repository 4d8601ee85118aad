import { z } from 'zod';

/** Longer notes are cut into several; a phone's keyboard doesn't come near. */
export const LONGEST_NOTE = 2000;
/** A signature of a minute's scribbling stays under it. */
const LONGEST_STROKES = 60_000;

/** So many acts of one inspection a phone may count; a day of them stays under a thousand. */
const MOST_ACTS = 20_000;
/** Two inspectors with two phones each, and room for those that they lost. */
const MOST_PHONES = 20;
/** The clocks of phones begin there. */
const EARLIEST = '1970';
/** Nothing that is counted or measured in a place comes near. */
const LARGEST_FIGURE = 1e9;

/** As Postgres writes it, so that an act reads the same from wherever it comes. */
const id = z.uuid().toLowerCase();
/** Codes that show as nothing or as boxes, and those that turn what follows around: 14 would read as 41. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]/g;
/** What no database, network or page can carry is left out, half a character too: a slip that would stop the whole. */
const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((written) => written.toWellFormed().replace(UNSEEN, ''));
const note = text(LONGEST_NOTE);
/** To the millisecond, so that the order of two as text is their order in time. */
const instant = z.iso.datetime().overwrite((written) => {
  const time = new Date(written);
  return Number.isNaN(time.getTime()) ? written : time.toISOString();
});

/** What was measured or seen: a figure, yes or no, or that the question has no sense here. */
const answerValue = z.union([
  z.number().min(-LARGEST_FIGURE).max(LARGEST_FIGURE),
  z.boolean(),
  z.literal('not_applicable'),
]);
export type AnswerValue = z.infer<typeof answerValue>;

const figure = z.int().positive().max(LARGEST_FIGURE);
const position = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
});

/** What each kind of act says. */
const bodies = {
  started: z.object({}),
  /** Where the phone was. */
  stamped: position.extend({ accuracyM: z.number().nonnegative() }),
  /** `replaces`: the answers to this question that whoever answered had before them. */
  answered: z.object({
    questionId: text(120).min(1),
    value: answerValue,
    note,
    replaces: z.array(id).max(50),
  }),
  /** A photo, by the hash of the bytes that will be sent; place and time as its camera wrote them. */
  photographed: z.object({
    photoId: id,
    questionId: text(120).nullable(),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: figure,
    mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
    width: figure,
    height: figure,
    takenAt: instant.nullable(),
    takenAtPosition: position.nullable(),
  }),
  /** A photo that is not to be shown; it is kept all the same. */
  photo_set_aside: z.object({ photoId: id }),
  /** A remark on the whole. */
  noted: z.object({ note: note.min(1) }),
  /** `strokes`: the drawn signature as an SVG path, in a box of 600 × 200. */
  signed: z.object({
    by: z.enum(['inspector', 'representative']),
    name: text(120).min(1),
    strokes: z
      .string()
      .max(LONGEST_STROKES)
      .regex(/^[MLQ0-9 .,-]+$/),
  }),
  /** The site's representative would not sign. */
  signature_refused: z.object({ name: text(120), reason: note.min(1) }),
  /** `upTo`: by phone, how many acts of this inspection came before; only its own phone’s hold it back. */
  submitted: z.object({
    upTo: z
      .record(id, z.int().nonnegative().max(MOST_ACTS))
      .refine((counts) => Object.keys(counts).length <= MOST_PHONES),
  }),
} as const;

export type OperationKind = keyof typeof bodies;
const operationKinds = Object.keys(bodies) as readonly OperationKind[];

const head = z.object({
  id,
  inspectionId: id,
  phoneId: id,
  /** The phone's own count of its acts in this inspection, from 1. */
  sequence: z.int().positive().max(MOST_ACTS),
  /** By the phone's clock. */
  recordedAt: instant.refine((at) => at >= EARLIEST),
});

type HeadFields = z.infer<typeof head>;

/** One act of an inspector, as the phone recorded it; never changed afterwards. */
export type Operation = {
  [Kind in OperationKind]: HeadFields & {
    readonly kind: Kind;
    readonly body: z.infer<(typeof bodies)[Kind]>;
  };
}[OperationKind];

export type OperationOf<Kind extends OperationKind> = Extract<Operation, { kind: Kind }>;

/** An act as the server or a phone reads it from elsewhere. */
export const operationSchema = z.discriminatedUnion(
  'kind',
  operationKinds.map((kind) => head.extend({ kind: z.literal(kind), body: bodies[kind] })) as unknown as [
    z.ZodType<Operation> & z.core.$ZodTypeDiscriminable,
  ],
) as unknown as z.ZodType<Operation>;
