import { createContext } from 'react';

/** The answer's nonce, without which the content policy runs no inline script; the browser needs and knows none. */
export const NonceContext = createContext<string | undefined>(undefined);
