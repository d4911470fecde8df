/** What `candor check` loads: it must run where nothing but the dependencies of package.json is installed. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';

import ts from 'typescript';
import { expect, test } from 'vitest';

const ENGINE = join(import.meta.dirname, '../..');
/** The command that is asked for; the others are loaded only when they run. */
const COMMAND = /^\.\/commands\/(?!check\.ts)/;

/** What a file loads when it runs: imports that are not of types alone, and what it exports from elsewhere. */
function loadedBy(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isImport = ts.isImportDeclaration(node) && node.importClause?.isTypeOnly !== true;
    const isExport = ts.isExportDeclaration(node) && !node.isTypeOnly;
    if ((isImport || isExport) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push(node.moduleSpecifier.text);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument === undefined || !ts.isStringLiteral(argument)) throw new Error(`${file} imports what it computes`);
      found.push(argument.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The packages that files reach from a first one, each with a file that loads it. */
function packagesReached(first: string): Map<string, string> {
  const packages = new Map<string, string>();
  const files = new Set([first]);
  for (const file of files) {
    for (const name of loadedBy(file)) {
      if (COMMAND.test(name)) continue;
      if (name.startsWith('.')) files.add(join(dirname(file), name));
      else
        packages.set(
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
          file,
        );
    }
  }
  expect(files).toContain(join(ENGINE, 'src/store/github/client.ts'));
  expect(files).toContain(join(ENGINE, 'src/domain/triage/plan.ts'));
  return packages;
}

test('candor check loads nothing but the dependencies of package.json', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ENGINE, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const allowed = new Set(Object.keys(dependencies));
  const reached = packagesReached(join(ENGINE, 'src/cli/candor.mjs'));
  const others = [...reached].filter(([name]) => !allowed.has(name) && !isBuiltin(name));
  expect(others).toEqual([]);
  expect(reached.has('octokit')).toBe(true);
});

function isBuiltin(name: string): boolean {
  return name.startsWith('node:') || builtinModules.includes(name);
}
