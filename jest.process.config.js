const base = require('./jest.config');
const processSuites = require('./jest.suites');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: processSuites.map((suite) => `<rootDir>/${suite}`),
  testPathIgnorePatterns: ['/node_modules/'],
  // what the ledger takes as test evidence is the main suite's to say
  reporters: ['default'],
};
