import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { FieldProblems, Problem } from '#app/domain/problem.ts';
import { useSpeech } from './language-context.tsx';

const tones = {
  info: 'border-brand bg-brand-soft',
  success: 'border-success bg-success-soft',
  warning: 'border-warning bg-warning-soft',
  danger: 'border-danger bg-danger-soft',
} as const;

/** A message that stands out; a danger or warning is read aloud when it appears. */
export function Notice({
  tone = 'info',
  title,
  children,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  children?: ReactNode;
}) {
  const live = tone === 'danger' || tone === 'warning' ? 'alert' : 'status';
  return (
    <div role={live} className={`rounded-md border-s-4 px-4 py-3 ${tones[tone]}`}>
      {title ? <p className="font-semibold">{title}</p> : null}
      {children}
    </div>
  );
}

/** What a form was refused for, from the catalogue of problems; it takes the focus, so that it is seen from a form below. */
export function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  const { texts } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
  }, [problem]);
  return problem ? (
    <div ref={box} tabIndex={-1}>
      <Notice tone="danger" title={texts.shell.errorTitle}>
        <p>{texts.problems[problem.code](problem.details)}</p>
        {problem.code === 'sign_in_needed' ? (
          <a href="/sign-in" target="_blank" rel="noreferrer">
            {texts.shell.signInElsewhere}
          </a>
        ) : null}
      </Notice>
    </div>
  ) : null;
}

/** Lists the fields that are wrong, above the form, and takes the focus, so that nobody hunts for them. */
export function FieldProblemSummary({
  problems,
  labels,
}: {
  problems: FieldProblems | undefined;
  /** The fields' visible labels, in the order of the form; the fields' ids are their names. */
  labels: Readonly<Record<string, string>>;
}) {
  const { texts } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const wrong = Object.keys(labels).filter((name) => problems?.[name]);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
    // A new answer is a new object, even when the same fields are wrong again.
  }, [problems, wrong.length]);
  if (wrong.length === 0) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-md border-s-4 border-danger bg-danger-soft px-4 py-3"
    >
      <p className="font-semibold">{texts.shell.errorSummaryTitle}</p>
      <ul className="list-disc ps-5">
        {wrong.map((name) => {
          const code = problems?.[name];
          return code ? (
            <li key={name}>
              <a href={`#${name}`}>
                {labels[name]}: {texts.fieldProblems[code]}
              </a>
            </li>
          ) : null;
        })}
      </ul>
    </div>
  );
}
