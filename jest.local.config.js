const base = require('./jest.config');

/** Suites that deploy to the emulated cloud: `npm run test:local`. They need Python. @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: ['<rootDir>/test/local/**/*.local.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 900_000,
  // each brings up a cloud of its own, of a gigabyte at most, on a port of its own
  maxWorkers: 2,
  // what the ledger takes as test evidence is the main suite's to say
  reporters: ['default'],
};
