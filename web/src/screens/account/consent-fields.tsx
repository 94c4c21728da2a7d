import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client.js';
import { Check } from '../../components/field.js';
import { Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

type Consent = { version: string; text: { ko: string; en: string } };

/** The notice that a new account agrees to. */
export const useConsent = (): UseQueryResult<Consent> =>
  useQuery({
    queryKey: ['consent'],
    queryFn: () => answer(api.GET('/api/v1/auth/consent')),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The notice to read, and the agreement to it. */
export function ConsentFields({
  consent,
  agreed,
  onChange,
}: {
  consent: UseQueryResult<Consent>;
  agreed: boolean;
  onChange: (agreed: boolean) => void;
}) {
  const { t, read } = useLanguage();
  return (
    <fieldset>
      <legend className="fieldset-title">{t('signUp.consentTitle')}</legend>
      <Loaded query={consent} lines={9}>
        {({ version, text }) => (
          <>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard */}
            <section className="consent" tabIndex={0} aria-label={t('signUp.consentTitle')}>
              {read(text)}
            </section>
            <p className="field-hint">{t('signUp.consentVersion', { version })}</p>
          </>
        )}
      </Loaded>
      <Check label={t('signUp.consentAgree')} checked={agreed} onChange={onChange} required />
      <p className="field-hint">{t('signUp.consentNeeded')}</p>
    </fieldset>
  );
}
