/** The page of a component. */
import type { Strings } from '../en.ts';

export const component: Strings['component'] = {
  uptime: '稼働率',
  lastDays: (n) => `過去${n}日間`,
  byQuarter: '四半期別',
  byMonth: '月別',
  byDay: '日別',
  quarter: (number, year) => `${year}年第${number}四半期`,
  response: '応答時間',
  span: { day: '過去24時間', week: '過去7日間', quarter: '過去90日間' },
  times: (median, p95) => `中央値${median}、95%が${p95}以内`,
  scale: (top) => `0～${top}`,
  responseRule:
    '太い線は中央値、細い線は応答の95%が収まった時間です。チェックに合格した応答だけを数え、線のないところには該当する' +
    '応答がありません。チェックの実行場所から計測しています。',
  entries: 'インシデントとメンテナンス',
  earlier: '以前の月',
  newest: (shown, total) => `上に表示しているのは、${total}件のうち新しい${shown}件です。`,
  search: 'すべてを検索',
  badge: 'バッジ',
  badgeText: '最後に生成した時点の状態を、READMEやご自身のページに画像で表示できます：',
  badgeData: 'shields.io用のデータ：',
};
