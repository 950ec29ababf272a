const base = require('./jest.config');

/** Suites that need the local cloud, and so Python: `npm run test:local`. */
/** @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/local/**/*.local.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // one emulator at a time
  maxWorkers: 1,
  testTimeout: 180_000,
  // what the ledger takes as test evidence is the main suite's to say
  reporters: ['default'],
};
