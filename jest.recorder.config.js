const base = require('./jest.config');

const SUITES = { folder: 'test/recorder', ending: '.recorder.test.ts' };

/** Suites that record real sessions: `npm run test:recorder`. They need Linux, root, and Python. @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: [`<rootDir>/${SUITES.folder}/*${SUITES.ending}`],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
  // they measure times: one disturbs the other
  maxWorkers: 1,
  reporters: [
    'default',
    [
      '<rootDir>/test/support/evidence-reporter.js',
      { file: 'out/test-results-recorder.json', suites: SUITES },
    ],
  ],
};
