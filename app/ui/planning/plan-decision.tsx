import { Form } from '@remix-run/react';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';

interface OvertakenPlacement {
  readonly workerId: string;
  readonly workerName: string;
  readonly requestNumber: number | null;
  readonly code: OvertakenCode;
}

const SHOWN = 20;

/** The second signature, or the end of the plan; with what changed since it was made. */
export function PlanDecision({
  placed,
  moves,
  isOwn,
  overtaken,
  agreedTo,
}: {
  placed: number;
  moves: number;
  isOwn: boolean;
  overtaken: readonly OvertakenPlacement[];
  /** Stands for the list shown. */
  agreedTo: string;
}) {
  const { planning, plans, terms } = useSpeech().texts;
  const count = overtaken.length;
  /** Residents who keep their bed after all. */
  const staying = overtaken.filter((each) => each.requestNumber === null).length;
  return (
    <Card title={planning.approveAndApply} className="flex flex-col gap-4">
      {count > 0 ? (
        <Notice tone="warning" title={planning.overtakenTitle(count)}>
          <p>{planning.overtakenLead}</p>
          <ul className="mt-1 list-disc ps-5">
            {overtaken.slice(0, SHOWN).map((each) => (
              <li key={`${each.workerId} ${each.requestNumber}`}>
                <bdi>{each.workerName}</bdi> (
                {each.requestNumber === null ? planning.livesHere : planning.request(each.requestNumber)}):{' '}
                {planning.overtaken[each.code]}
              </li>
            ))}
            {count > SHOWN ? <li>+ {terms.workers(count - SHOWN)}</li> : null}
          </ul>
        </Notice>
      ) : null}
      <Form method="post" id="decision" className="flex flex-col gap-4" aria-label={planning.approveAndApply}>
        <input type="hidden" name="agreedTo" value={agreedTo} />
        <p className="text-muted">{isOwn ? planning.ownPlan : planning.approveLead}</p>
        <div className="flex flex-wrap gap-3">
          {isOwn ? null : (
            <ConfirmButton
              form="decision"
              name="intent"
              value="apply"
              kind="primary"
              label={count > 0 ? planning.applyWithout(count) : planning.approveAndApply}
              question={[
                planning.approveQuestion(placed - (count - staying)),
                ...(moves > staying ? [plans.moves.question(moves - staying)] : []),
              ].join(' ')}
            />
          )}
          <ConfirmButton
            form="decision"
            name="intent"
            value="discard"
            label={planning.discard}
            question={planning.discardQuestion}
          />
        </div>
      </Form>
    </Card>
  );
}
