import type { ReactNode } from 'react';
import { useLanguage } from '../i18n/language.js';

export type Tone = 'quiet' | 'good' | 'warn' | 'bad' | 'busy';

/** A state in one or two words. */
export function Badge({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

export interface Figure {
  label: string;
  value: ReactNode;
  more?: ReactNode;
}

/** The few numbers that matter here. */
export function KeyFigures({ figures }: { figures: Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ label, value, more }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {more && <dd className="figure-more">{more}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** The one thing to do next, with its button. */
export function NextStep({
  title,
  hint,
  action,
}: {
  title: ReactNode;
  hint?: ReactNode;
  action?: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <section className="next-step" aria-label={t('next.label')}>
      <div>
        <p className="eyebrow">{t('next.label')}</p>
        <h2>{title}</h2>
        {hint && <p className="soft">{hint}</p>}
      </div>
      {action && <div className="row">{action}</div>}
    </section>
  );
}

/** Steps of a way, with the one where the reader stands. `current` beyond the last: all done. */
export function Steps({ label, steps, current }: { label: string; steps: string[]; current: number }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step}
          data-state={index < current ? 'done' : 'open'}
          aria-current={index === current ? 'step' : undefined}
        >
          {step}
        </li>
      ))}
    </ol>
  );
}

export function Section({
  title,
  id,
  actions,
  children,
}: {
  title: string;
  id?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section" id={id} aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Terms and what they are. */
export function Definitions({ items }: { items: { term: string; text: ReactNode }[] }) {
  return (
    <dl className="definition">
      {items.map(({ term, text }) => (
        <DefinitionPair key={term} term={term}>
          {text}
        </DefinitionPair>
      ))}
    </dl>
  );
}

function DefinitionPair({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
