import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useLanguage } from '../../i18n/language.js';
import { providersQuery } from './providers.js';
import { nextAddress } from './sign-in-screen.js';

/** The other ways in, where this installation has some. They are links: the browser itself goes there. */
export function ProviderButtons() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const { data } = useQuery(providersQuery());
  if (!data || data.items.length === 0) return null;
  const next = encodeURIComponent(nextAddress(search));
  return (
    <div className="provider-buttons">
      <p className="provider-or">{t('signIn.or')}</p>
      {data.items.map(({ key, name }) => (
        <a key={key} className="button" href={`/api/v1/auth/oidc/${key}/start?next=${next}`}>
          {t('signIn.with', { provider: name })}
        </a>
      ))}
    </div>
  );
}
