import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { answer, api } from '../../api/client.js';
import { Check } from '../../components/field.js';
import { ActionError, Loaded } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const CHOICES = ['invitations', 'decisions', 'reminders', 'announcements'] as const;
type Preferences = Record<(typeof CHOICES)[number], boolean>;

const preferencesKey = ['me', 'mail-preferences'];

/** What a person is written about. Every press is kept at once; the foot of each mail leads here. */
export function MailPreferences() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { hash } = useLocation();
  const preferences = useQuery({
    queryKey: preferencesKey,
    queryFn: () => answer(api.GET('/api/v1/me/mail-preferences')),
  });
  const save = useMutation({
    mutationFn: (wanted: Preferences) => answer(api.PUT('/api/v1/me/mail-preferences', { body: wanted })),
    onSuccess: (saved) => queries.setQueryData(preferencesKey, saved),
  });
  const isLoaded = preferences.data !== undefined;
  useEffect(() => {
    if (isLoaded && hash === '#mails') document.getElementById('mails')?.scrollIntoView();
  }, [isLoaded, hash]);
  return (
    <div className="stack">
      <p className="soft">{t('mail.chooseLead')}</p>
      <Loaded query={preferences} lines={6}>
        {({ invitations, decisions, reminders, announcements }) => {
          const wanted: Preferences = { invitations, decisions, reminders, announcements };
          const shown = save.isPending ? save.variables : wanted;
          return (
            <fieldset className="stack">
              <legend className="visually-hidden">{t('mail.choose')}</legend>
              <p>
                {t('mail.category.security')} <span className="soft">— {t('mail.always')}</span>
              </p>
              {CHOICES.map((category) => (
                <Check
                  key={category}
                  label={t(`mail.category.${category}`)}
                  checked={shown[category]}
                  onChange={(checked) => save.mutate({ ...shown, [category]: checked })}
                />
              ))}
            </fieldset>
          );
        }}
      </Loaded>
      <ActionError error={save.error} />
    </div>
  );
}
