import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import { PageHeader } from '../../components/page-header.js';
import { ActionError } from '../../components/states.js';
import { useLanguage } from '../../i18n/language.js';

const CATEGORIES = ['invitations', 'decisions', 'reminders', 'announcements'] as const;

/** Where the last line of a mail leads. It asks first: programs that check links open this page too. */
export function UnsubscribeScreen() {
  const { t } = useLanguage();
  const { token = '' } = useParams();
  const category = CATEGORIES.find((one) => token.startsWith(`${one}.`));
  const name = category ? t(`mail.category.${category}`) : '…';
  const stop = useMutation({
    mutationFn: () => answer(api.POST('/unsubscribe/{token}', { params: { path: { token } } })),
  });
  return (
    <>
      <PageHeader title={t('unsubscribe.title')} />
      <div className="stack narrow" aria-live="polite">
        <p>{t(stop.isSuccess ? 'unsubscribe.done' : 'unsubscribe.ask', { category: name })}</p>
        <p className="soft">{t('unsubscribe.back')}</p>
        <ActionError error={stop.error} />
        <p className="row">
          {!stop.isSuccess && (
            <button
              type="button"
              className="button button-primary"
              aria-disabled={stop.isPending}
              onClick={() => !stop.isPending && stop.mutate()}
            >
              {t('unsubscribe.do')}
            </button>
          )}
          <Link className="button" to="/account#mails">
            {t('unsubscribe.account')}
          </Link>
        </p>
      </div>
    </>
  );
}
