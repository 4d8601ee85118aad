import { useSpeech } from './language-context.tsx';

/** Names the page in the browser's tab; rendered by the page itself, so that it speaks the page's language. */
export function pageTitle(title: string, productName: string): string {
  return `${title} · ${productName}`;
}

export function PageTitle({ children }: { children: string }) {
  const { texts } = useSpeech();
  return <title>{pageTitle(children, texts.shell.productName)}</title>;
}
