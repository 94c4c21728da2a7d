import { type ReactNode, useMemo, useState } from 'react';
import { useLanguage } from '../i18n/language.js';

export interface Column<Row> {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** What to sort by; without it the column cannot be sorted. */
  sortBy?: (row: Row) => string | number;
  isNumeric?: boolean;
  /** The cell that names the row. */
  isName?: boolean;
}

/** A table that becomes cards on a phone. Without a chosen sorting it keeps the order it was given. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
}: {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
}) {
  const { t, language } = useLanguage();
  const [sort, setSort] = useState<{ key: string; towards: 1 | -1 } | null>(null);
  const sorted = useMemo(() => {
    const by = columns.find(({ key }) => key === sort?.key)?.sortBy;
    if (!sort || !by) return rows;
    return [...rows].sort((a, b) => {
      const [one, other] = [by(a), by(b)];
      const order =
        typeof one === 'number' && typeof other === 'number'
          ? one - other
          : String(one).localeCompare(String(other), language);
      return order * sort.towards;
    });
  }, [rows, columns, sort, language]);

  return (
    <table className="table table-cards">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ key, label, sortBy, isNumeric }) => {
            const isSorted = sort?.key === key;
            return (
              <th
                key={key}
                scope="col"
                className={isNumeric ? 'numeric' : undefined}
                aria-sort={isSorted ? (sort.towards === 1 ? 'ascending' : 'descending') : undefined}
              >
                {sortBy ? (
                  <button
                    type="button"
                    aria-label={t('table.sort', { column: label })}
                    onClick={() => setSort({ key, towards: isSorted && sort.towards === 1 ? -1 : 1 })}
                  >
                    {label}
                  </button>
                ) : (
                  label
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map(({ key, label, cell, isNumeric, isName }) =>
              isName ? (
                <th key={key} scope="row" data-label={label}>
                  {cell(row)}
                </th>
              ) : (
                <td key={key} data-label={label} className={isNumeric ? 'numeric' : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
