import type { EntryReport } from '../../api/client.js';
import { DataTable } from '../../components/data-table.js';
import { useLanguage } from '../../i18n/language.js';
import { score } from '../../lib/format.js';
import { gateInWords } from '../../lib/gates.js';

type Judged = EntryReport['gates'][number];

/** What the task asks of every entry, and how this one stands to it. */
export function GatesTable({ gates }: { gates: Judged[] }) {
  const { t } = useLanguage();
  const decided = ({ value, column, group }: Judged) => {
    if (value === null) return '–';
    const where = group === null ? column : group === '' ? t('report.unnamed') : group;
    return where === null ? score(value) : t('gate.valueIn', { value: score(value), group: where });
  };
  return (
    <div className="stack">
      <DataTable
        caption={t('gate.title')}
        rows={gates}
        rowKey={({ gate }) => gateInWords(gate, t)}
        columns={[
          { key: 'gate', label: t('gate.title'), isName: true, cell: ({ gate }) => gateInWords(gate, t) },
          { key: 'verdict', label: t('gate.verdict'), cell: ({ verdict }) => t(`gate.verdict.${verdict}`) },
          { key: 'value', label: t('gate.value'), cell: decided },
        ]}
      />
      <p className="small soft">{t('gate.explain')}</p>
    </div>
  );
}
