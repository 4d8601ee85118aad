import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/**
 * Imports run one way: routes → server, data, ui, domain; data → domain, db/schema; ui → domain; domain → domain.
 * Another folder is always named by its `#app/…` or `#db/…` path, so one pattern catches every crossing.
 */
const mayNotImport = (folders, reason, extra = []) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: '^\\.\\./', message: 'Name another folder by its #app/ or #db/ path.' },
        ...(folders.length ? [{ regex: `^#(${folders.join('|')})(/|$)`, message: reason }] : []),
        ...extra,
      ],
    },
  ],
});

const withDefaultExport = [
  'app/routes.ts',
  'app/root.tsx',
  'app/entry.*.tsx',
  'app/routes/**',
  '*.config.*',
  'test/**/*-server.ts',
  'test/**/running-product.ts',
];

export default tseslint.config(
  { ignores: ['node_modules', 'build', '.data', 'db/schema.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      // A box that scrolls must take the focus, so that the keyboard can scroll it.
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { tags: ['main'], roles: ['tabpanel', 'region', 'alert'] },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only, except where Remix asks.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
      ],
      ...mayNotImport([], ''),
    },
  },
  { files: withDefaultExport, rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['app/domain/**'],
    rules: {
      ...mayNotImport(['app/(?!domain/)', 'db', 'test'], 'The domain is pure: it imports the domain only.', [
        { regex: '^(node:|pg$|kysely|react|@remix-run)', message: 'The domain does no IO.' },
      ]),
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is passed in.' },
        { object: 'Math', property: 'random', message: 'Chance is passed in, as a seed.' },
      ],
    },
  },
  {
    files: ['app/data/**'],
    rules: mayNotImport(
      ['app/(?!domain/|data/)', 'db/(?!schema)', 'test'],
      'Data knows the domain and the schema only.',
    ),
  },
  {
    files: ['app/ui/**'],
    rules: mayNotImport(
      ['app/(?!domain/|ui/|i18n/)', 'db', 'test'],
      'The ui knows the domain’s types and the texts only.',
    ),
  },
  {
    files: ['app/routes/**'],
    rules: mayNotImport(['db', 'test', 'app/routes(/|$)'], 'Routes reach the database through app/data.'),
  },
  {
    files: ['app/server/**'],
    rules: mayNotImport(['test', 'app/routes/', 'app/ui'], 'The server knows no screen.'),
  },
  {
    files: [
      'db/**',
      'test/**',
      'app/server/log.ts',
      'app/server/start.ts',
      'app/server/stale-build.ts',
      'app/server/worker.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  // In a test, what is missing against expectation fails the test by itself.
  { files: ['test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
