import {
  LARGEST_CHUNK_BYTES,
  LARGEST_PHOTO_BYTES,
  LARGEST_PHOTO_MEGABYTES,
  MOST_REPAIR_PHOTOS,
} from '#app/domain/inspection/photo-rules.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { Taken } from '#app/routes.ts';

export const LARGEST_FILE_MEGABYTES = 5;

const LARGEST_FORM_BYTES = 262_144;
/** Reading a form of fields costs the square of their number: 5 MB of `a&a&a` would hold the process up for a minute. */
const MOST_FIELDS = 2_000;

/** How large what an action is sent may be, and what is said of more. */
const limits: Readonly<
  Record<Taken | 'fields', { readonly bytes: number; readonly tooLarge: () => ProblemError }>
> = {
  fields: { bytes: LARGEST_FORM_BYTES, tooLarge: () => new ProblemError('form_too_large') },
  file: {
    // A file comes back as text with the form that saves it. Arabic in the Windows encoding then takes twice its
    // bytes, and the form's other parts need some room.
    bytes: (2 * LARGEST_FILE_MEGABYTES + 1) * 1_048_576,
    tooLarge: () => new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES }),
  },
  photos: {
    bytes: MOST_REPAIR_PHOTOS * LARGEST_PHOTO_BYTES + LARGEST_FORM_BYTES,
    tooLarge: () =>
      new ProblemError('photos_too_large', {
        photos: MOST_REPAIR_PHOTOS,
        megabytes: LARGEST_PHOTO_MEGABYTES,
      }),
  },
  json: { bytes: 2 * 1_048_576, tooLarge: () => new ProblemError('form_too_large') },
  bytes: { bytes: LARGEST_CHUNK_BYTES, tooLarge: () => new ProblemError('form_too_large') },
};

/**
 * The request of an action with what it was sent read already, so that what can't be read is no fault of the action.
 * @throws ProblemError form_unreadable, or what `limits` says of one that is too large
 */
export async function withBody(request: Request, takes: Taken | 'fields'): Promise<Request> {
  await refuseTooLarge(request, limits[takes]);
  const type = request.headers.get('Content-Type') ?? '';
  if (takes === 'json') {
    const value: unknown = await read(type.startsWith('application/json'), () => request.json());
    return Object.assign(request, { json: () => Promise.resolve(value) });
  }
  if (takes === 'bytes') {
    const bytes = await read(type === 'application/octet-stream', () => request.arrayBuffer());
    return Object.assign(request, { arrayBuffer: () => Promise.resolve(bytes) });
  }
  const form = type.startsWith('application/x-www-form-urlencoded')
    ? readFields(await read(true, () => request.text()))
    : await read(true, () => request.formData());
  return Object.assign(request, { formData: () => Promise.resolve(form) });
}

function readFields(text: string): FormData {
  let fields = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) fields++;
  if (fields > MOST_FIELDS) throw new ProblemError('form_too_large');
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(text)) form.append(name, value);
  return form;
}

async function read<Body>(hasRightType: boolean, readBody: () => Promise<Body>): Promise<Body> {
  if (!hasRightType) throw new ProblemError('form_unreadable');
  return readBody().catch((cause: unknown) => {
    throw new ProblemError('form_unreadable', {}, cause);
  });
}

/**
 * What is sent is read into memory whole, so what is too large, or doesn't say how large it is, is refused. It is read
 * to its end and thrown away piece by piece: a browser shows the answer only once all that it sends was taken.
 */
async function refuseTooLarge(request: Request, { bytes, tooLarge }: (typeof limits)['file']): Promise<void> {
  const sent = Number(request.headers.get('Content-Length') ?? (request.body ? Infinity : 0));
  if (sent <= bytes) return;
  await request.body?.pipeTo(new WritableStream());
  throw tooLarge();
}
