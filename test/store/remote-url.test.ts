import { expect, test } from 'vitest';

import { forgeOf } from '../../src/store/remote-url.ts';

test.each([
  ['https://github.com/acme/status.git', 'https://github.com', 'acme/status'],
  ['https://ada:secret@github.com/acme/status', 'https://github.com', 'acme/status'],
  ['git@github.example.org:acme/status.git', 'https://github.example.org', 'acme/status'],
  ['ssh://git@github.example.org:2222/acme/status.git/', 'https://github.example.org', 'acme/status'],
  ['ssh://git@ssh.github.com:443/acme/status.git', 'https://github.com', 'acme/status'],
])('forgeOf() reads %s', (url, server, repository) => {
  expect(forgeOf(url)).toEqual({ server, repository });
});

test.each(['/srv/git/status.git', 'file:///srv/git/status.git', '../status', 'https://git.example.org/a/b/c.git', ''])(
  'forgeOf() knows no place for a pull request in %j',
  (url) => {
    expect(forgeOf(url)).toBeUndefined();
  },
);
