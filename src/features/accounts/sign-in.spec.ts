import { describe, expect, test } from '@jest/globals';
import { seal, unseal } from '../../platform/config/secret-box.js';
import { readGuardedRoles, readProviders } from '../../platform/config/sign-in-settings.js';
import { browserName } from './browser-name.js';
import { networkName } from './network-name.js';
import { ownPath } from './own-path.js';

describe('a network', () => {
  test.each([
    ['203.0.113.77', '203.0.113.*'],
    ['::ffff:203.0.113.77', '203.0.113.*'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::*'],
    ['2001:0db8:0001:0002::', '2001:db8:1::*'],
    ['2001:db8::1', '2001:db8:0::*'],
    ['::1', '0:0:0::*'],
    ['fe80::1%eth0', 'fe80:0:0::*'],
    ['not an address', ''],
  ])('of %s is %s', (ip, name) => {
    expect(networkName(ip)).toBe(name);
  });
});

describe('a browser', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      'Edge Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari Mac',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; SM-S918N) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
      'Samsung Internet Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox Linux'],
    ['curl/8.5.0', 'curl null'],
    [null, 'null null'],
  ])('%.60s', (userAgent, name) => {
    const { browser, system } = browserName(userAgent);
    expect(`${browser} ${system}`).toBe(name);
  });
});

describe('a page to go on to', () => {
  const origin = 'https://datathon.example';
  test.each(['/', '/events/seoul?tab=a#b', '/%ED%96%89%EC%82%AC', '/sign-up?next=//evil'])(
    'is %s',
    (path) => {
      expect(ownPath(path, origin)).toBe(path);
    },
  );
  test.each([
    undefined,
    '',
    'events',
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\n//evil.example',
    '/..//evil.example',
    '/api/v1/me',
    'https://datathon.example@evil.example/',
    `/${'x'.repeat(1001)}`,
  ])('is not %j', (path) => {
    expect(ownPath(path, origin)).toBe('/');
  });
});

describe('what is sealed', () => {
  const config = { secret: 'a secret of thirty-two characters or more' };
  test('is read by its row with the same secret, and by nothing else', () => {
    const sealed = seal(config, 'use', 'row', 'JBSWY3DPEHPK3PXP');
    expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(seal(config, 'use', 'row', 'JBSWY3DPEHPK3PXP')).not.toBe(sealed);
    expect(unseal(config, 'use', 'row', sealed)).toBe('JBSWY3DPEHPK3PXP');
    expect(unseal(config, 'use', 'other row', sealed)).toBeNull();
    expect(unseal(config, 'other use', 'row', sealed)).toBeNull();
    expect(unseal({ secret: 'another' }, 'use', 'row', sealed)).toBeNull();
    const bytes = Buffer.from(sealed, 'base64url');
    bytes[bytes.length - 1]! ^= 1;
    expect(unseal(config, 'use', 'row', bytes.toString('base64url'))).toBeNull();
    expect(unseal(config, 'use', 'row', '')).toBeNull();
  });
});

describe('the settings of providers', () => {
  const read = (env: Record<string, string>, production = false) => {
    const problems: string[] = [];
    return { providers: readProviders(env, production, problems), problems };
  };
  const one = { key: 'orcid', name: 'ORCID', issuer: 'https://orcid.org', clientId: 'a', clientSecret: 'b' };

  test('are none by default', () => {
    expect(read({})).toEqual({ providers: [], problems: [] });
  });

  test('are one from four names', () => {
    const env = {
      OIDC_ISSUER: 'https://sso.example.org/realm',
      OIDC_CLIENT_ID: 'a',
      OIDC_CLIENT_SECRET: 'b',
    };
    expect(read(env)).toMatchObject({
      providers: [{ key: 'sso', name: 'sso.example.org', scope: 'openid email profile' }],
      problems: [],
    });
  });

  test('are none where everything is empty, as a compose file leaves it', () => {
    const env = { OIDC_PROVIDERS: '', OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_NAME: '', OIDC_SCOPE: '' };
    expect(read(env, true)).toEqual({ providers: [], problems: [] });
    const one = { ...env, OIDC_ISSUER: 'https://a.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' };
    expect(read(one, true)).toMatchObject({ providers: [{ name: 'a.example' }], problems: [] });
  });

  test('are several as JSON', () => {
    const list = [one, { ...one, key: 'uni', issuer: 'https://uni.example', scope: 'openid' }];
    expect(read({ OIDC_PROVIDERS: JSON.stringify(list) }, true).providers.map(({ key }) => key)).toEqual([
      'orcid',
      'uni',
    ]);
  });

  test.each([
    [{ OIDC_PROVIDERS: '{' }, /JSON list/],
    [{ OIDC_PROVIDERS: '{}' }, /JSON list/],
    [{ OIDC_PROVIDERS: '[null]' }, /issuer is missing/],
    [{ OIDC_PROVIDERS: JSON.stringify([{ ...one, key: 'a/b' }]) }, /key takes/],
    [{ OIDC_PROVIDERS: JSON.stringify([{ ...one, issuer: 'orcid' }]) }, /must be an address/],
    [{ OIDC_PROVIDERS: JSON.stringify([{ ...one, issuer: 'http://orcid.org' }]) }, /https/],
    [{ OIDC_PROVIDERS: JSON.stringify([{ ...one, scope: 'email' }]) }, /openid/],
    [{ OIDC_PROVIDERS: JSON.stringify([{ ...one, secret: 'x' }]) }, /nobody knows what secret is/],
    [{ OIDC_PROVIDERS: JSON.stringify([one, { ...one, issuer: 'https://b.example' }]) }, /key of its own/],
    [{ OIDC_PROVIDERS: JSON.stringify([one, { ...one, key: 'b' }]) }, /issuer of its own/],
    [{ OIDC_ISSUER: 'https://a.example' }, /clientId is missing/],
    [{ OIDC_ISSUER: 'https://a.example', OIDC_PROVIDERS: '[]' }, /not both/],
  ])('%j is refused in words', (env, words) => {
    const { problems } = read(env as Record<string, string>, true);
    expect(problems.join('\n')).toMatch(words);
    expect(problems.join('\n')).not.toContain('"b"');
  });
});

describe('whom a second factor is asked of', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['false', []],
    ['true', ['organizers', 'stewards', 'admins']],
    ['admins, organizers', ['organizers', 'admins']],
  ])('%j is %j', (text, roles) => {
    const problems: string[] = [];
    expect(readGuardedRoles(text, problems)).toEqual(roles);
    expect(problems).toEqual([]);
  });

  test('is said to be unreadable where it is', () => {
    const problems: string[] = [];
    readGuardedRoles('organisers', problems);
    expect(problems[0]).toContain('organisers');
  });
});
