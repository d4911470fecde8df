// The first file that runs, in JavaScript that any Node understands, so that an old one is told so in one sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  process.stderr.write(
    `Candor needs Node 22.18 or newer; this is ${process.versions.node}. Run it with "npm run", which brings a current one after "npm ci".\n`,
  );
  process.exitCode = 2;
}
