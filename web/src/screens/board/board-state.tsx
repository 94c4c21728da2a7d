import type { Board } from '../../api/client.js';
import { useExact, useNow } from '../../components/time.js';
import { useLanguage } from '../../i18n/language.js';

/** Live, frozen, hidden, final: said in words, with what the scores rest on. */
export function BoardState({
  board,
  zone,
  isOrganizer,
}: {
  board: Board;
  zone: string;
  isOrganizer: boolean;
}) {
  const { t } = useLanguage();
  const exact = useExact(zone);
  const now = useNow();
  if (board.split === 'final') {
    return (
      <p>
        <span className="strong">
          {board.finalPublishedAt
            ? t('board.finalPublished', { when: exact(board.finalPublishedAt) })
            : t('board.finalPreview')}
        </span>{' '}
        {t('board.finalNote')}
      </p>
    );
  }
  const state = () => {
    if (board.finalPublishedAt) return t('board.closed');
    if (board.board === 'hidden' && isOrganizer) return t('board.hiddenOrganizer');
    if (board.board === 'frozen') {
      if (!board.frozenAt) return t('board.frozenNow');
      const when = exact(board.frozenAt);
      if (new Date(board.frozenAt) > now) return t('board.freezesAt', { when });
      return isOrganizer ? t('board.frozenOrganizer', { when }) : t('board.frozen', { when });
    }
    return t('board.live');
  };
  return (
    <p>
      <span className="strong">{state()}</span> {t('board.publicNote')}
    </p>
  );
}
