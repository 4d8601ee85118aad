import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';

/** What is still on its way, or went wrong, of what was recorded. */
export function OpenPoints({
  open,
}: {
  open: {
    readonly missingActs: number;
    readonly photosAwaited: number;
    readonly lateActs: number;
    /** Who submitted it as it stood, and why; empty where its inspectors did. */
    readonly stoodAs: { readonly by: string; readonly reason: string } | '';
    readonly isJudging: boolean;
    readonly failure: string | null;
  };
}) {
  const words = useSpeech().texts.reports.open;
  const { missingActs, photosAwaited, lateActs, stoodAs, isJudging, failure } = open;
  return (
    <div className="mb-4 flex flex-col gap-3 empty:hidden">
      {failure ? <Notice tone="danger" title={words.failed(failure)} /> : null}
      {isJudging ? <Notice title={words.judging} /> : null}
      {stoodAs ? (
        <Notice title={words.stood(stoodAs.by)}>
          <bdi className="whitespace-pre-line">{stoodAs.reason}</bdi>
        </Notice>
      ) : null}
      {missingActs > 0 ? (
        <Notice tone="warning" title={words.acts(missingActs)}>
          <p>{words.actsLead}</p>
        </Notice>
      ) : null}
      {photosAwaited > 0 ? (
        <Notice tone="warning" title={words.photos(photosAwaited)}>
          <p>{words.photosLead}</p>
        </Notice>
      ) : null}
      {lateActs > 0 ? (
        <Notice title={words.late(lateActs)}>
          <p>{words.lateLead}</p>
        </Notice>
      ) : null}
    </div>
  );
}
