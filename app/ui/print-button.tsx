import { Button } from './button.tsx';
import { useSpeech } from './language-context.tsx';

/** Opens the browser's own print window. */
export function PrintButton() {
  return (
    <Button kind="primary" onPress={() => window.print()}>
      {useSpeech().texts.shell.print}
    </Button>
  );
}
