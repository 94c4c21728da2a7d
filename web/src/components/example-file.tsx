import { useLanguage } from '../i18n/language.js';
import { csvOf, type ExampleFile } from '../lib/outcome-example.js';

const LONGEST = 28;

/** The first rows of a file as it should look, and the same to download. */
export function ExampleFileView({ name, file }: { name: string; file: ExampleFile }) {
  const { t } = useLanguage();
  const shown = file.map((cells) =>
    cells.map((cell) => (cell.length > LONGEST ? `${cell.slice(0, LONGEST)}…` : cell)),
  );
  return (
    <figure>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="example-file" tabIndex={0}>
        {csvOf(shown)}
      </pre>
      <figcaption>
        <a
          className="small"
          href={`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(file))}`}
          download={name}
        >
          {t('outcome.download', { file: name })}
        </a>
      </figcaption>
    </figure>
  );
}
