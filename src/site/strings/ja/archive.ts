/** The archive, and the page of all maintenance. */
import type { Strings } from '../en.ts';

export const history: Strings['history'] = {
  title: '履歴',
  lead: (n) => (n === 0 ? 'これまでにお知らせはありません。' : `${n}件、新しい順。`),
  months: '月別',
  ofMonth: (month) => `${month}の履歴`,
  entries: () => '件',
};

export const maintenance: Strings['maintenance'] = {
  title: 'メンテナンス',
  lead: (running, upcoming) => {
    if (running > 0) return `${running}件のメンテナンスを実施しています。`;
    return upcoming === 0 ? '予定はありません。' : `${upcoming}件のメンテナンスを予定しています。`;
  },
  past: '過去のメンテナンス',
  calendar: 'カレンダーを購読',
};
