// Runs the TypeScript of a checkout, so that an edit takes effect at once: esbuild translates each file once, and what it made is kept.
// Which file is meant, Node finds out itself.
const Module = require('node:module');
const { createHash } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');

const ROOT = join(__dirname, '..');
const CACHE = join(ROOT, 'node_modules', '.cache');

// from Node 22 on, what was compiled once is kept
Module.enableCompileCache?.(join(CACHE, 'compiled'));

const node = { load: Module._extensions['.js'], resolve: Module._resolveFilename };

// who reads a stack wants the lines of the sources; those of others are as they run, and their maps would only be read for nothing
process.setSourceMapsEnabled(true);
Module._extensions['.js'] = function load(module, filename) {
  process.setSourceMapsEnabled(false);
  try {
    node.load(module, filename);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};
Module._extensions['.ts'] = (module, filename) => module._compile(translated(filename), filename);

Module._resolveFilename = function resolve(request, parent, ...rest) {
  const own = request.startsWith('.') && !isThirdParty(parent);
  return (
    (own && sourceFile(join(dirname(parent.filename), request))) || node.resolve.call(this, request, parent, ...rest)
  );
};

const isThirdParty = (parent) => parent?.filename?.includes(`${sep}node_modules${sep}`);

/** What an import of our own means: a module beside, or the index of a folder. */
const sourceFile = (path) => [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file));

/** Raised when what is made of the same source changes. */
const MADE = '1';

/** A file may be another in each checkout that shares the packages, and in each copy that a test makes. */
const KEPT_OF_EACH = 8;

function translated(file) {
  const source = readFileSync(file, 'utf8');
  const place = relative(ROOT, file);
  if (place.startsWith('..')) return translate(source, file);
  const folder = join(CACHE, 'translated', place);
  const kept = join(folder, createHash('sha1').update(MADE).update(source).digest('hex'));
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const made = translate(source, file);
    keep(kept, made);
    return made;
  }
}

function translate(source, file) {
  // most runs have nothing to translate
  const { transformSync } = require('esbuild');
  const { code } = transformSync(source, {
    loader: 'ts',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    sourcesContent: false,
    // beside what runs: in whatever checkout that is
    sourcefile: file.slice(file.lastIndexOf(sep) + 1),
  });
  return code;
}

/** Whole or not at all: others may be reading it. Where nothing can be kept, it is made again the next time. */
function keep(kept, made) {
  const folder = dirname(kept);
  try {
    mkdirSync(folder, { recursive: true });
    const others = readdirSync(folder).map((name) => join(folder, name));
    const oldest = others.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs).slice(KEPT_OF_EACH - 1);
    for (const other of oldest) rmSync(other, { force: true });
    writeFileSync(`${kept}.${process.pid}`, made);
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {}
}
