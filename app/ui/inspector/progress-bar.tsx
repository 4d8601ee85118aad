import { useSpeech } from '#app/ui/language-context.tsx';

export function ProgressBar({ done, all }: { done: number; all: number }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector.progress(format.number(done), format.number(all));
  return (
    <span className="flex flex-col gap-1">
      <svg
        viewBox="0 0 100 4"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="h-2.5 w-full rounded-full border border-control rtl:-scale-x-100"
      >
        <rect width="100" height="4" fill="var(--raised)" />
        <rect width={all > 0 ? (100 * done) / all : 0} height="4" fill="var(--brand)" />
      </svg>
      <span className="text-sm text-muted">{words}</span>
    </span>
  );
}
