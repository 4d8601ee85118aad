import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';

/** While something is being worked out, the page asks again each second. */
export function useRefresh(isRunning: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(revalidate, 1000);
    return () => clearInterval(timer);
  }, [isRunning, revalidate]);
}
