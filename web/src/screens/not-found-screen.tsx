import { Link } from 'react-router';
import { PageHeader } from '../components/page-header.js';
import { useLanguage } from '../i18n/language.js';

export function NotFoundScreen() {
  const { t } = useLanguage();
  return (
    <>
      <PageHeader title={t('state.notFound')} lead={t('state.notFoundHint')} />
      <Link className="button" to="/">
        {t('action.back')}
      </Link>
    </>
  );
}
