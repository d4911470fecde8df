// The first file that runs, in JavaScript that any Node understands, so that an old one is told so in one sentence.
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  // Node keeps what it has made of our TypeScript, and the next command starts in half the time. It lies beside the
  // packages, where nobody writes who could not change them; where it cannot be written, nothing is kept.
  const { enableCompileCache } = await import('node:module');
  const { setFlagsFromString } = await import('node:v8');
  enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/candor', import.meta.url)));
  // Names are looked up on these threads; with the four that are the default, one dead name server holds up every check.
  process.env.UV_THREADPOOL_SIZE ??= '64';
  // Left to itself, the heap may grow to several times what is in use before it is tidied; runners and containers are small.
  setFlagsFromString('--heap-growing-percent=30');
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
  // A lookup that hangs would keep the process alive although everything is done and written.
  setTimeout(() => process.exit(), 1_000).unref();
} else {
  process.stderr.write(
    `Candor needs Node 22.18 or newer; this is ${process.versions.node}. Run it with "npm run", which brings a current one after "npm ci" (with --include=dev where NODE_ENV is production).\n`,
  );
  process.exitCode = 2;
}
