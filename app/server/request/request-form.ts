import { ProblemError } from '#app/domain/problem.ts';

export const LARGEST_FILE_MEGABYTES = 5;

/**
 * A file comes back as text with the form that saves it. Arabic in the Windows encoding then takes twice its bytes, and
 * the form's other parts need some room.
 */
const LARGEST_FILE_FORM_BYTES = (2 * LARGEST_FILE_MEGABYTES + 1) * 1_048_576;
const LARGEST_FORM_BYTES = 262_144;
/** Reading a form of fields costs the square of their number: 5 MB of `a&a&a` would hold the process up for a minute. */
const MOST_FIELDS = 2_000;

/**
 * The request of an action with its form read already, so that a form which is none is no fault of the action.
 * @throws ProblemError file_too_large, form_too_large or form_unreadable
 */
export async function withForm(request: Request, { takesFile }: { takesFile: boolean }): Promise<Request> {
  await refuseTooLarge(request, takesFile);
  const isOfFields = request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded');
  const form = isOfFields ? readFields(await request.text()) : await readParts(request);
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

function readParts(request: Request): Promise<FormData> {
  return request.formData().catch((cause: unknown) => {
    throw new ProblemError('form_unreadable', {}, cause);
  });
}

/**
 * Every form is read into memory whole, so one that is too large, or doesn't say how large it is, is refused. It is read
 * to its end and thrown away piece by piece: a browser shows the answer only once all that it sends was taken.
 */
async function refuseTooLarge(request: Request, takesFile: boolean): Promise<void> {
  const bytes = Number(request.headers.get('Content-Length') ?? (request.body ? Infinity : 0));
  if (bytes <= (takesFile ? LARGEST_FILE_FORM_BYTES : LARGEST_FORM_BYTES)) return;
  await request.body?.pipeTo(new WritableStream());
  throw takesFile
    ? new ProblemError('file_too_large', { megabytes: LARGEST_FILE_MEGABYTES })
    : new ProblemError('form_too_large');
}
