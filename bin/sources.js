// Runs the TypeScript of a checkout through tsx, so that an edit takes effect at once. tsx translates; which file is meant,
// Node finds out itself: tsx tries every way to spell a module, which for the thousand that a run loads takes a third of a second.
const Module = require('node:module');
const { existsSync } = require('node:fs');
const { dirname, join, sep } = require('node:path');

// from Node 22 on, what was compiled once is kept
Module.enableCompileCache?.(join(__dirname, '..', 'node_modules', '.cache', 'compiled'));

const node = { load: Module._extensions['.js'], resolve: Module._resolveFilename };
require('tsx/cjs');
const translated = Module._resolveFilename;

// what is in `node_modules` is plain CommonJS, and needs no translator either
Module._extensions['.js'] = node.load;
Module._resolveFilename = function resolve(request, parent, ...rest) {
  if (!request.startsWith('.') || isThirdParty(parent)) return node.resolve.call(this, request, parent, ...rest);
  return sourceFile(join(dirname(parent.filename), request)) ?? translated.call(this, request, parent, ...rest);
};

const isThirdParty = (parent) => parent?.filename?.includes(`${sep}node_modules${sep}`);

/** What an import of our own means: a module beside, or the index of a folder. */
const sourceFile = (path) => [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file));
