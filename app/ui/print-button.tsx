import { Button } from './button.tsx';
import { useSpeech } from './language-context.tsx';

/** Opens the browser's own print window. */
export function PrintButton({ kind = 'primary' }: { kind?: 'primary' | 'secondary' }) {
  return (
    <Button kind={kind} onPress={() => window.print()}>
      {useSpeech().texts.shell.print}
    </Button>
  );
}
