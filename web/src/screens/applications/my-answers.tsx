import { Definitions } from '../../components/pieces.js';
import { useLanguage } from '../../i18n/language.js';
import type { ApplicationForm, MyApplication } from './application-queries.js';

/** What one has answered, to read again once it can no longer be changed. */
export function MyAnswers({
  questions,
  application,
}: {
  questions: ApplicationForm['questions'];
  application: MyApplication;
}) {
  const { t, read } = useLanguage();
  const said = (question: (typeof questions)[number]): string => {
    const value = application.draft[question.id] as string | string[] | boolean | undefined;
    if (typeof value === 'boolean') return t(value ? 'people.agreed' : 'people.notAgreed');
    const named = (id: string) => {
      const option = question.options.find((one) => one.id === id);
      return option ? read(option.label) : id;
    };
    return [value ?? []].flat().map(named).join(', ');
  };
  const items = questions.map((question) => {
    const file = application.files.find(({ questionId }) => questionId === question.id);
    return {
      term: read(question.label),
      text: file ? <a href={file.url}>{file.name}</a> : said(question) || '–',
    };
  });
  if (items.length === 0) return null;
  return (
    <section className="stack">
      <h2>{t('apply.yourAnswers')}</h2>
      <Definitions items={items} />
    </section>
  );
}
