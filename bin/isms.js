#!/usr/bin/env node
// Starts the command line: from the sources in a checkout, so that an edit takes effect at once; from `dist` in the package.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

if (existsSync(join(__dirname, 'isms.ts'))) {
  require('./sources.js');
  require('./isms.ts');
} else {
  require('../dist/bin/isms.js');
}
