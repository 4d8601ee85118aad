import type { Severity } from '#app/domain/standards/criterion.ts';
import type { TagTone } from '#app/ui/page.tsx';

export const severityTones: Readonly<Record<Severity, TagTone>> = {
  minor: 'neutral',
  major: 'warning',
  critical: 'danger',
};
