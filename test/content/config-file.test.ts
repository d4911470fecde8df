import { describe, expect, test } from 'vitest';

import { parseConfigFile } from '../../src/content/config-file.ts';
import { formatProblem } from '../../src/schema/problems.ts';

const PAGE = 'page: { name: Example, url: https://status.example.org }\n';

function tell(text: string): string[] {
  return parseConfigFile(text).problems.map(formatProblem);
}

describe('parseConfigFile()', () => {
  test('fills in every default of a page with nothing but its name and URL', () => {
    const { config, problems } = parseConfigFile(PAGE);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      page: {
        name: 'Example',
        url: 'https://status.example.org',
        timeZone: 'Etc/UTC',
        locale: 'en',
        links: [],
        staleAfter: 3 * 3_600_000,
        authors: 'none',
        maintenanceIndicator: 'statuspage',
      },
      components: [],
      providers: [],
      triage: {
        confirmAfter: 2,
        recheckAfter: 60_000,
        recoverAfter: 2,
        stableFor: 15 * 60_000,
        correlateAt: 3,
        canaries: [],
        incidentBy: 'commit',
      },
      deployments: { repositories: [], lookback: 2 * 3_600_000 },
      uptime: {
        weights: { major_outage: 1, partial_outage: 0.3, degraded_performance: 0 },
        holdFor: 30 * 60_000,
        keepRaw: 90 * 86_400_000,
      },
      postmortems: { requiredFor: ['internal'], fromImpact: 'major', withinBusinessDays: 5 },
      channels: [],
      redactions: [],
    });
  });

  test.each([
    ['http', 'url: https://example.org', { method: 'GET', headers: {}, redirects: 5, expect: { status: '200-399' } }],
    ['tcp', 'host: example.org, port: 25', { expect: {} }],
    ['dns', 'host: example.org', { record: 'A', expect: {} }],
    ['tls', 'host: example.org', { port: 443, expect: {} }],
    ['websocket', 'url: wss://example.org', { headers: {}, expect: {} }],
    [
      'heartbeat',
      'url: https://example.org, maxAge: 25h',
      { maxAge: 25 * 3_600_000, from: 'body', headers: {}, expect: {} },
    ],
  ])('reads a check of type %s with its defaults', (type, target, defaults) => {
    const { config, problems } = parseConfigFile(
      `${PAGE}components: [{ id: a, name: A, checks: [{ id: c, type: ${type}, ${target} }] }]`,
    );
    expect(problems).toEqual([]);
    expect(config?.components[0]?.checks[0]).toMatchObject({ timeout: 10_000, retries: 2, ...defaults });
  });

  const component = (rest: string): string => `${PAGE}components:\n  - id: api\n    name: API\n${rest}`;
  const check = (rest: string): string => component(`    checks:\n      - { id: c, ${rest} }\n`);

  test.each([
    [
      'no page',
      'components: []',
      'status.yml:1:1: error: Cannot find "page": expected a block of keys, for example page: { name: Example Cloud, url: https://status.example.org }, got nothing',
    ],
    [
      'an empty file',
      '',
      'status.yml:1:1: error: Cannot find "page": expected a block of keys, for example page: { name: Example Cloud, url: https://status.example.org }, got nothing',
    ],
    [
      'a list',
      '- a',
      'status.yml:1:1: error: Cannot read the file: expected a block of keys, for example page: { name: Example Cloud, url: https://status.example.org }, got ["a"]',
    ],
    [
      'a relative URL',
      'page: { name: E, url: /status }',
      'status.yml:1:23: error: Cannot read "page.url": expected an absolute http or https URL, for example url: https://status.example.org, got "/status"',
    ],
    [
      'a script URL',
      'page: { name: E, url: "javascript:alert(1)" }',
      'status.yml:1:23: error: Cannot read "page.url": expected an absolute http or https URL, for example url: https://status.example.org, got "javascript:alert(1)"',
    ],
    [
      'an unknown zone',
      'page: { name: E, url: https://e.org, timeZone: Berlin }',
      'status.yml:1:48: error: Cannot read "page.timeZone": expected an IANA time zone, for example timeZone: Europe/Berlin, got "Berlin"',
    ],
    [
      'a near miss of a key',
      `${PAGE}componets: []`,
      'status.yml:2:1: error: Cannot use the key "componets": expected one of page, components, providers, triage, deployments, uptime, postmortems, channels, redactions, for example components: [{ id: public-api, name: Public API }], got "componets". Did you mean "components"?',
    ],
    [
      'a near miss of a key within',
      `${PAGE}triage: { confirmafter: 3 }`,
      'status.yml:2:11: error: Cannot use the key "confirmafter" in "triage": expected one of confirmAfter, recheckAfter, recoverAfter, stableFor, correlateAt, canaries, incidentBy, pingUrl, for example confirmAfter: 1, got "confirmafter". Did you mean "confirmAfter"?',
    ],
    [
      'a duration in words',
      `${PAGE}triage: { stableFor: 3 weeks }`,
      'status.yml:2:22: error: Cannot read "triage.stableFor": expected a duration such as 90s, 15m, 2h or 1d, for example stableFor: 15m, got "3 weeks"',
    ],
    [
      'no id',
      `${PAGE}components: [{ name: API }]`,
      'status.yml:2:14: error: Cannot find "components[0].id": expected a text, for example id: public-api, got nothing',
    ],
    [
      'an id with capitals',
      `${PAGE}components: [{ id: API, name: API }]`,
      'status.yml:2:20: error: Cannot read "components[0].id": expected an id of small letters, digits and hyphens, for example id: public-api, got "API". Did you mean "api"?',
    ],
    [
      'a near miss of a type',
      check('type: htpp, url: https://e.org'),
      'status.yml:6:24: error: Cannot read "components[0].checks[0].type": expected one of http, tcp, dns, tls, websocket, heartbeat, for example type: http, got "htpp". Did you mean "http"?',
    ],
    [
      'a key of another type',
      check('type: tcp, host: e.org, port: 1, url: https://e.org'),
      'status.yml:6:51: error: Cannot use the key "url" in "components[0].checks[0]": expected one of id, display, timeout, retries, degradedAbove, location, quorum, type, host, port, expect, for example id: api-health, got "url"',
    ],
    [
      'no target',
      check('type: http'),
      'status.yml:6:9: error: Cannot find "components[0].checks[0].url": expected a text, for example url: https://api.example.org/health, got nothing',
    ],
    [
      'a port out of range',
      check('type: tcp, host: e.org, port: 70000'),
      'status.yml:6:48: error: Cannot read "components[0].checks[0].port": expected at most 65535, for example port: 443, got 70000',
    ],
    [
      'a host with a scheme',
      check('type: tcp, host: "https://e.org", port: 1'),
      'status.yml:6:35: error: Cannot read "components[0].checks[0].host": expected a host name or an IP address, without scheme, port or path, for example host: mail.example.org, got "https://e.org"',
    ],
    [
      'a status out of range',
      check('type: http, url: https://e.org, expect: { status: 2xx }'),
      'status.yml:6:68: error: Cannot read "components[0].checks[0].expect.status": expected status codes or ranges of them, for example status: 200-399, got "2xx"',
    ],
    [
      'a timeout of nothing',
      check('type: http, url: https://e.org, timeout: 0'),
      'status.yml:6:59: error: Cannot read "components[0].checks[0].timeout": expected a duration from 100ms to 5m, for example timeout: 10s, got 0',
    ],
    [
      'a timeout without its unit',
      check('type: http, url: https://e.org, timeout: 10'),
      'status.yml:6:59: error: Cannot read "components[0].checks[0].timeout": expected a duration such as 90s, 15m, 2h or 1d, for example timeout: 10s, got 10',
    ],
    [
      'a foreign variable',
      check('type: http, url: "https://${HOME}/"'),
      'status.yml:6:35: error: Cannot read "${HOME}" from the environment: expected a name of capital letters, digits and underscores that begins with CANDOR_, for example ${CANDOR_HOME}, got "${HOME}"',
    ],
    [
      'a variable in small letters',
      check('type: http, url: "https://${CANDOR_abc}/"'),
      'status.yml:6:35: error: Cannot read "${CANDOR_abc}" from the environment: expected a name of capital letters, digits and underscores that begins with CANDOR_, for example ${CANDOR_ABC}, got "${CANDOR_abc}"',
    ],
    [
      'two components of one id',
      component('  - id: api\n    name: Other\n'),
      'status.yml:5:9: error: Cannot tell two components "api" apart: expected an id of its own for each component, for example id: api-2, got "api", as in line 3',
    ],
    [
      'two checks of one id',
      component(
        '    checks: [{ id: c, type: tcp, host: e.org, port: 1 }, { id: c, type: tcp, host: e.org, port: 2 }]\n',
      ),
      'status.yml:5:64: error: Cannot tell two checks "c" apart: expected an id of its own for each check, for example id: c-2, got "c", as in line 5',
    ],
    [
      'a reserved component id',
      `${PAGE}components: [{ id: next, name: Next }]`,
      'status.yml:2:20: error: Cannot name a component "next": expected another id: update headings use this word, for example id: next-service, got next',
    ],
    [
      'an unknown provider',
      component('    dependsOn: [{ provider: cloud }]\n'),
      'status.yml:5:29: error: Cannot find the provider "cloud": expected a provider of status.yml, which has none, for example providers: [{ id: cloud, name: Cloud, type: statuspage, url: https://status.example.org }], got "cloud"',
    ],
    [
      'an unknown component of a channel',
      component('channels: [{ id: s, type: slack, components: [apii] }]\n'),
      'status.yml:5:47: error: Cannot find the component "apii": expected one of api, for example api, got "apii". Did you mean "api"?',
    ],
    [
      'retired before it began',
      component('    since: 2026-02-01\n    retired: 2026-01-01\n'),
      'status.yml:6:14: error: Cannot retire a component before it began: expected a day not before 2026-02-01, for example retired: 2026-02-01, got 2026-01-01',
    ],
    [
      'a tab',
      'page:\n\tname: E\n',
      'status.yml:2:1: error: Cannot read a tab as indentation: expected indentation by spaces, for example "  api: partial_outage", got "\\tname: E"',
    ],
  ])('%s', (_what, text, expected) => {
    expect(tell(text)[0]).toBe(expected);
    expect(parseConfigFile(text).config).toBeUndefined();
  });

  test('keeps a variable of ours unresolved, whatever its place would demand', () => {
    const { config, problems } = parseConfigFile(
      check('type: http, url: "${CANDOR_API_URL}", headers: { x-key: "${CANDOR_KEY}" }'),
    );
    expect(problems).toEqual([]);
    expect(config?.components[0]?.checks[0]).toMatchObject({
      url: '${CANDOR_API_URL}',
      headers: { 'x-key': '${CANDOR_KEY}' },
    });
  });
});
