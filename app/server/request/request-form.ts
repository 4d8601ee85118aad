import { ProblemError } from '#app/domain/problem.ts';

export const LARGEST_FILE_MEGABYTES = 5;

/**
 * A file comes back as text with the form that saves it. Arabic in the Windows encoding then takes twice its bytes, and
 * the form's other parts need some room.
 */
const LARGEST_REQUEST_BYTES = (2 * LARGEST_FILE_MEGABYTES + 1) * 1_048_576;

/**
 * The request of an action with its form read already, so that a form which is none is no fault of the action.
 * @throws ProblemError file_too_large or form_unreadable
 */
export async function withForm(request: Request): Promise<Request> {
  await refuseTooLarge(request);
  const form = await request.formData().catch((cause: unknown) => {
    throw new ProblemError('form_unreadable', {}, cause);
  });
  return Object.assign(request, { formData: () => Promise.resolve(form) });
}

/**
 * Every form is read into memory whole, so one that is too large, or doesn't say how large it is, is refused. It is read
 * to its end and thrown away piece by piece: a browser shows the answer only once all that it sends was taken.
 */
async function refuseTooLarge(request: Request): Promise<void> {
  const bytes = Number(request.headers.get('Content-Length') ?? (request.body ? Infinity : 0));
  if (bytes <= LARGEST_REQUEST_BYTES) return;
  await request.body?.pipeTo(new WritableStream());
  throw new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES });
}
