const base = require('./jest.config');
const thorough = require('./jest.thorough.suites');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  testMatch: thorough.map((suite) => `<rootDir>/${suite}`),
  testPathIgnorePatterns: ['/node_modules/'],
  reporters: [
    'default',
    ['<rootDir>/test/support/evidence-reporter.js', { file: 'out/test-results-thorough.json' }],
  ],
};
