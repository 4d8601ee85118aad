import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig)],
  build: {
    // Fonts and images stay files: the content security policy allows no data: URL for them.
    assetsInlineLimit: 0,
    // The browsers that know light-dark(). Said for both builds: a style sheet that each compiled for its own target had two
    // names, and the browser sought the one that the server's page didn't bear before every page.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // The server runs on the pinned Node, not on whatever browsers know: the allocator's solver is loaded by a top-level await.
    ...(isSsrBuild && { target: 'node24' }),
  },
}));
