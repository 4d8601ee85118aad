import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig)],
  // Fonts and images stay files: the content security policy allows no data: URL for them.
  build: { assetsInlineLimit: 0 },
});
