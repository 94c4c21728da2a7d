import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useLanguage } from '../i18n/language.js';

export interface Crumb {
  to: string;
  label: string;
}

/** Where one is, what it is called, how it stands. Sets the title of the browser's tab too. */
export function PageHeader({
  title,
  lead,
  crumbs,
  badge,
  actions,
}: {
  title: string;
  lead?: ReactNode;
  crumbs?: Crumb[];
  badge?: ReactNode;
  actions?: ReactNode;
}) {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = t('app.title', { page: title });
  }, [title, t]);
  return (
    <header className="page-header">
      {crumbs && (
        <nav className="breadcrumb" aria-label={t('nav.breadcrumb')}>
          <ol>
            {crumbs.map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-header-title">
        <h1>{title}</h1>
        {badge}
      </div>
      {lead && <div className="lead">{lead}</div>}
      {actions && <div className="row">{actions}</div>}
    </header>
  );
}
