import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../i18n/language.js';
import { providersQuery } from './providers.js';

const KNOWN = [
  'OIDC_UNREACHABLE',
  'OIDC_DENIED',
  'OIDC_REFUSED',
  'OIDC_EXPIRED',
  'OIDC_ACCOUNT_EXISTS',
  'IDENTITY_TAKEN',
  'TOO_MANY_REQUESTS',
] as const;

/** Why a way over a provider did not end well: the API sends people back here with a code in the address. */
export function SignInProblem() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const providers = useQuery(providersQuery());
  const code = search.get('problem');
  if (code === null || providers.isPending) return null;
  const key = KNOWN.find((one) => one === code) ?? 'other';
  const found = providers.data?.items.find((one) => one.key === search.get('with'));
  const params = { provider: found?.name ?? t('signIn.someProvider') };
  return (
    <p className="notice notice-warn sign-in-problem" role="alert">
      {t(`signIn.problem.${key}`, params as never)}
    </p>
  );
}
