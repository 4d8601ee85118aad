import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { useSpeech } from './language-context.tsx';

const box =
  'min-h-11 w-full rounded-md border bg-surface px-3 py-2 text-base text-ink placeholder:text-muted aria-invalid:border-danger aria-invalid:border-2';

interface FieldFrame {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly problem?: FieldProblemCode | undefined;
  readonly optional?: boolean;
}

function useFrame({ label, hint, problem, optional }: FieldFrame, givenId?: string) {
  const generated = useId();
  const id = givenId ?? generated;
  const { texts } = useSpeech();
  const hintId = hint ? `${id}-hint` : undefined;
  const problemId = problem ? `${id}-problem` : undefined;
  const control = {
    id,
    'aria-describedby': [hintId, problemId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': problem ? true : undefined,
  };
  const frame = (child: ReactNode) => (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional ? <span className="font-normal text-muted"> ({texts.shell.optional})</span> : null}
      </label>
      {hint ? (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={problemId} className="text-sm font-semibold text-danger">
          {texts.fieldProblems[problem]}
        </p>
      ) : null}
      {child}
    </div>
  );
  return { control, frame };
}

/** Every field: a visible label, an optional hint, and the problem beside it, all tied to the control. */
export function TextField({
  label,
  hint,
  problem,
  optional,
  id,
  ...rest
}: FieldFrame & ComponentProps<'input'>) {
  const { control, frame } = useFrame({ label, hint, problem, optional } as FieldFrame, id);
  return frame(<input type="text" {...rest} {...control} className={`${box} border-control`} />);
}

export function TextArea({
  label,
  hint,
  problem,
  optional,
  id,
  ...rest
}: FieldFrame & ComponentProps<'textarea'>) {
  const { control, frame } = useFrame({ label, hint, problem, optional } as FieldFrame, id);
  return frame(<textarea rows={3} {...rest} {...control} className={`${box} border-control`} />);
}

export function SelectField({
  label,
  hint,
  problem,
  optional,
  id,
  options,
  ...rest
}: FieldFrame & ComponentProps<'select'> & { options: readonly Option[] }) {
  const { control, frame } = useFrame({ label, hint, problem, optional } as FieldFrame, id);
  const groups = [...new Set(options.map((option) => option.group))];
  return frame(
    <select {...rest} {...control} className={`${box} border-control`}>
      {groups.map((group) => {
        const ofGroup = options
          .filter((option) => option.group === group)
          .map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ));
        return group === undefined ? (
          ofGroup
        ) : (
          <optgroup key={group} label={group}>
            {ofGroup}
          </optgroup>
        );
      })}
    </select>,
  );
}

interface CellFrame {
  /** What the cell's row and column say together, for those who don't see them. */
  readonly spoken: string;
  readonly problem?: FieldProblemCode | undefined;
}

function useCell({ spoken, problem }: CellFrame, id: string) {
  const { texts } = useSpeech();
  const control = {
    id,
    'aria-label': spoken,
    'aria-describedby': problem ? `${id}-problem` : undefined,
    'aria-invalid': problem ? true : undefined,
    className: `${box} border-control`,
  };
  const frame = (child: ReactNode) => (
    <div className="flex min-w-28 flex-col gap-1">
      {child}
      {problem ? (
        <p id={`${id}-problem`} className="max-w-56 text-start text-sm font-semibold text-danger">
          {texts.fieldProblems[problem]}
        </p>
      ) : null}
    </div>
  );
  return { control, frame };
}

/** A field in a cell of a table, whose row and column name it. */
export function CellField({
  spoken,
  problem,
  id,
  ...rest
}: CellFrame & ComponentProps<'input'> & { id: string }) {
  const { control, frame } = useCell({ spoken, problem }, id);
  return frame(<input type="text" {...rest} {...control} />);
}

export function CellSelect({
  spoken,
  problem,
  id,
  options,
  ...rest
}: CellFrame &
  ComponentProps<'select'> & { id: string; options: readonly { value: string; label: string }[] }) {
  const { control, frame } = useCell({ spoken, problem }, id);
  return frame(
    <select {...rest} {...control}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>,
  );
}

/** Options of one group stand together under its name, after those without one. */
interface Option {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
  /** It is shown, but can't be chosen. */
  readonly disabled?: boolean;
}

export function CheckboxField({
  label,
  hint,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & ComponentProps<'input'>) {
  const id = useId();
  return (
    <div className="flex items-start gap-3 py-1">
      <input
        {...rest}
        type="checkbox"
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-6 shrink-0"
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** One of a few choices, all in view. */
export function RadioFields({
  label,
  name,
  options,
  value,
  hint,
  problem,
}: FieldFrame & {
  name: string;
  options: readonly { value: string; label: ReactNode }[];
  value?: string | undefined;
}) {
  const id = useId();
  const { texts } = useSpeech();
  return (
    <fieldset aria-describedby={problem ? `${id}-problem` : undefined} className="flex flex-col gap-1">
      <legend className="font-semibold">{label}</legend>
      {hint ? <p className="text-sm text-muted">{hint}</p> : null}
      {problem ? (
        <p id={`${id}-problem`} className="text-sm font-semibold text-danger">
          {texts.fieldProblems[problem]}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-x-6">
        {options.map((option) => (
          <label key={option.value} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={value === option.value}
              className="size-6 shrink-0"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
